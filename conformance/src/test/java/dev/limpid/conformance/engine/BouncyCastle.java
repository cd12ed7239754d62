// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Peer;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestCertificate;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/** Bouncy Castle's JSSE provider, on its own cryptography. */
final class BouncyCastle extends JssePeer {
    private static final Provider CRYPTO = new BouncyCastleProvider();
    private static final Provider JSSE = new BouncyCastleJsseProvider(CRYPTO);

    private List<String> heard = List.of();

    BouncyCastle() {
        super(JSSE);
    }

    /** It misses the key_share then. */
    @Override
    boolean takesCookieAlone() {
        return false;
    }

    @Override
    Peer peer() {
        return new Peer("Bouncy Castle", Jars.version("bctls") + ", " + Jars.version("bcprov"));
    }

    @Override
    List<NamedGroup> groups() {
        return CURVES_AND_HYBRID;
    }

    @Override
    List<SignatureScheme> schemes() {
        return ECDSA_RSA_AND_ED25519;
    }

    /** Its TLS 1.3 knows no tickets. */
    @Override
    boolean issuesTickets() {
        return false;
    }

    @Override
    boolean resumes() {
        return false;
    }

    @Override
    KeyManagerFactory keyManagerFactory() throws GeneralSecurityException {
        return KeyManagerFactory.getInstance("PKIX", JSSE);
    }

    @Override
    TrustManagerFactory trustManagerFactory() throws GeneralSecurityException {
        return TrustManagerFactory.getInstance("PKIX", JSSE);
    }

    @Override
    KeyStore keyStore() throws GeneralSecurityException {
        return KeyStore.getInstance("PKCS12", CRYPTO);
    }

    @Override
    CertificateFactory certificateFactory() throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509", CRYPTO);
    }

    /** Its key managers know Ed25519 keys by its own classes only. */
    @Override
    PrivateKey privateKey(TestCertificate own) throws GeneralSecurityException {
        PrivateKey key = own.privateKey();
        return KeyFactory.getInstance(key.getAlgorithm(), CRYPTO)
                .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
    }

    @Override
    SSLParameters parameters(SSLEngine engine, PeerSettings settings) {
        SSLParameters parameters = super.parameters(engine, settings);
        if (!engine.getUseClientMode()) {
            parameters.setSNIMatchers(List.of(new Listener()));
        }
        return parameters;
    }

    /** Its session has forgotten the name: only matchers hear it. */
    @Override
    List<String> requestedNames(SSLEngine server) {
        return heard;
    }

    private final class Listener extends SNIMatcher {
        Listener() {
            super(StandardConstants.SNI_HOST_NAME);
        }

        @Override
        public boolean matches(SNIServerName name) {
            heard = List.of(new String(name.getEncoded(), StandardCharsets.US_ASCII));
            return true;
        }
    }
}
