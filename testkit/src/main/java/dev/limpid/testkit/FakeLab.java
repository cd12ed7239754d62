// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.Signer;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.identity.VerifiedPeer;
import dev.limpid.observe.PathFacts;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;

/** The lab with {@link FakeCrypto}: for tests that make a hundred thousand handshakes, or the same one again and again. */
public final class FakeLab {
    /** Believes everybody. */
    public static final PeerVerifier TRUSTING = claim -> VerifiedPeer.promise(
            new PathFacts(Optional.empty(), List.of(), Optional.empty(), "the fake lab", List.of()), claim.chain());

    /** A client's certificate. */
    public static final TestCertificate CLIENT = Lab.ROOT.leaf("client.lab").issue();

    /** Its private key, and {@link Lab#SHOP}'s, tried once: that takes longer than a fake handshake. */
    private static final Credentials CLIENT_CREDENTIALS = Credentials.of(CLIENT.credential());

    private static final Credentials SERVER_CREDENTIALS = Credentials.of(Lab.SHOP.credential());

    private FakeLab() {}

    /** What a client shows that was asked for a certificate: {@link #CLIENT}'s. */
    public static Credentials clientCredentials() {
        return CLIENT_CREDENTIALS;
    }

    /** What a server shows: {@link Lab#SHOP}'s certificate. */
    public static Credentials serverCredentials() {
        return SERVER_CREDENTIALS;
    }

    /** Fake cryptography that signs for the lab's certificates; the same {@code seed} makes the same random numbers. */
    public static CryptoProvider crypto(long seed) {
        return new DelegatingCrypto(new FakeCrypto(seed)) {
            @Override
            public Signer signer(SignatureScheme scheme, PrivateKey key) {
                TestCertificate certificate = key.equals(CLIENT.privateKey()) ? CLIENT : Lab.SHOP;
                return super.signer(scheme, new FakePrivateKey(publicKey(certificate)));
            }
        };
    }

    /** A client that believes everybody. */
    public static ClientConfig.Builder client(long seed) {
        return ClientConfig.builder(crypto(seed), FixedTime.NOON, TRUSTING);
    }

    /** A server with {@link Lab#SHOP}'s certificate. */
    public static ServerConfig.Builder server(long seed) {
        return ServerConfig.builder(crypto(seed), FixedTime.NOON, SERVER_CREDENTIALS);
    }

    private static Bytes publicKey(TestCertificate certificate) {
        return Bytes.wrap(certificate.keys().getPublic().getEncoded());
    }
}
