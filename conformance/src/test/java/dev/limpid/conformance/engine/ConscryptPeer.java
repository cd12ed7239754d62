// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import dev.limpid.conformance.matrix.Peer;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.conscrypt.Conscrypt;

/** Conscrypt: BoringSSL behind a JSSE provider. */
final class ConscryptPeer extends JssePeer {
    private static final Provider PROVIDER = Conscrypt.newProvider();

    ConscryptPeer() {
        super(PROVIDER);
    }

    @Override
    Peer peer() {
        return new Peer("Conscrypt", Jars.version("conscrypt"));
    }

    @Override
    List<NamedGroup> groups() {
        return CURVES_AND_HYBRID;
    }

    @Override
    List<SignatureScheme> schemes() {
        return ECDSA_AND_RSA;
    }

    @Override
    boolean obeysSuites() {
        return false;
    }

    @Override
    boolean obeysSchemes() {
        return false;
    }

    /** Its server sends none. */
    @Override
    boolean issuesTickets() {
        return false;
    }

    @Override
    KeyManagerFactory keyManagerFactory() throws GeneralSecurityException {
        return KeyManagerFactory.getInstance("SunX509");
    }

    @Override
    TrustManagerFactory trustManagerFactory() throws GeneralSecurityException {
        // The JDK's does not know the name that Conscrypt gives the key exchange
        return TrustManagerFactory.getInstance("PKIX", PROVIDER);
    }
}
