// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.identity.Credential;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.identity.PkixVerifier;

/**
 * Where to begin: configurations with the best cryptography that this JVM has, its clock and its trust anchors.
 *
 * <p>A client:
 * {@snippet file="dev/limpid/net/examples/ClientExample.java" region="client"}
 *
 * <p>A server that sends back what it reads:
 * {@snippet file="dev/limpid/net/examples/ServerExample.java" region="server"}
 *
 * <p>Somebody who watches the handshake:
 * {@snippet file="dev/limpid/net/examples/ObserverExample.java" region="observer"}
 */
public final class Tls {
    private Tls() {}

    /**
     * A client that trusts whom this JVM trusts ({@link TrustStores#jvm}).
     *
     * @throws StoreException if the JVM's trust anchors can't be read
     */
    public static ClientConfig.Builder client() {
        return client(Jvm.VERIFIER);
    }

    /** A client that trusts whom {@code verifier} trusts. */
    public static ClientConfig.Builder client(PeerVerifier verifier) {
        return ClientConfig.builder(Crypto.BEST, SystemTime.INSTANCE, verifier);
    }

    /** A server that proves one of {@code credentials}, which the client's request chooses. */
    public static ServerConfig.Builder server(Credential... credentials) {
        return server(Credentials.of(credentials));
    }

    /** A server that proves what {@code credentials} choose. */
    public static ServerConfig.Builder server(Credentials credentials) {
        return ServerConfig.builder(Crypto.BEST, SystemTime.INSTANCE, credentials);
    }

    /** Composed once: that takes longer than a handshake. */
    private static final class Crypto {
        static final JcaCryptoProvider BEST = JcaCryptoProvider.best();
    }

    /** Read once, and only by those who want it. */
    private static final class Jvm {
        static final PeerVerifier VERIFIER = PkixVerifier.trusting(TrustStores.jvm());
    }
}
