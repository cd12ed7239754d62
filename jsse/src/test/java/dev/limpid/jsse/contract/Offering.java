// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import dev.limpid.testkit.TestCertificate;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** A key manager that shows its only certificate to whoever takes its kind of key, whatever CAs they name. It has the key at hand: key stores are slow on purpose. */
final class Offering extends X509ExtendedKeyManager {
    private static final String ALIAS = "own";

    private final TestCertificate own;
    private final X509Certificate certificate;

    private Offering(TestCertificate own) {
        this.own = own;
        certificate = own.certificate();
    }

    /** A context that offers {@code own}. */
    static SSLContext context(Subject subject, TestCertificate own) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance(Subject.TLS13, subject.provider());
        context.init(new KeyManager[] {new Offering(own)}, Papers.trust(), null);
        return context;
    }

    @Override
    public @Nullable String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
        return alias(types);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
        return alias(type);
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
        return alias(types);
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
        return alias(type);
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return new X509Certificate[] {certificate};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return own.privateKey();
    }

    private @Nullable String alias(String... types) {
        return List.of(types).contains(own.privateKey().getAlgorithm()) ? ALIAS : null;
    }
}
