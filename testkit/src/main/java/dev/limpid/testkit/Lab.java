// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.ServerName;
import dev.limpid.identity.TrustAnchors;
import java.util.List;

/**
 * A server {@code shop.lab}, the CA that vouches for it and a client that trusts that CA: what most tests start from. The
 * certificates are issued once; all of it is immutable.
 */
public final class Lab {
    /** The root CA that clients trust. */
    public static final TestCertificate ROOT = TestPki.root("Lab Root CA").issue();

    /** The CA between root and servers. */
    public static final TestCertificate INTERMEDIATE =
            ROOT.ca("Lab Intermediate CA").issue();

    /** The certificate of {@code shop.lab}. */
    public static final TestCertificate SHOP = INTERMEDIATE.leaf("shop.lab").issue();

    /** The server's name. */
    public static final ServerName NAME = ServerName.of("shop.lab");

    /** The JDK's cryptography. */
    public static final CryptoProvider CRYPTO = JcaCryptoProvider.jdk();

    private Lab() {}

    /** A verifier that trusts {@link #ROOT} alone. */
    public static PkixVerifier verifier() {
        return PkixVerifier.trusting(TrustAnchors.of("the lab's root", List.of(ROOT.certificate())));
    }

    /** A client that trusts {@link #ROOT}. */
    public static ClientConfig.Builder client() {
        return client(CRYPTO);
    }

    /** A client that trusts {@link #ROOT}, with other cryptography. */
    public static ClientConfig.Builder client(CryptoProvider crypto) {
        return ClientConfig.builder(crypto, FixedTime.NOON, verifier());
    }

    /** A server with {@link #SHOP}'s certificate. */
    public static ServerConfig.Builder server() {
        return server(CRYPTO);
    }

    /** A server with {@link #SHOP}'s certificate, with other cryptography. */
    public static ServerConfig.Builder server(CryptoProvider crypto) {
        return ServerConfig.builder(crypto, FixedTime.NOON, Credentials.of(SHOP.credential()));
    }
}
