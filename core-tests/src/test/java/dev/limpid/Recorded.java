// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.KeyExchange;
import dev.limpid.crypto.Signer;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.VerifiedPeer;
import dev.limpid.observe.Observer;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.Side;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.DelegatingCrypto;
import dev.limpid.testkit.FixedKeyExchange;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.Pair.End;
import dev.limpid.testkit.Rfc8448;
import dev.limpid.wire.Bytes;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A full handshake that is the same each time: nothing in it is random, so a fresh end can be fed what its peer said in the
 * recording.
 */
final class Recorded {
    private static final CryptoProvider CLIENT = crypto("client", 1);
    private static final CryptoProvider SERVER = crypto("server", 2);
    private static final Pair PAIR = new Pair(clientConfig(), serverConfig());

    /** The first flight of the client. */
    static final Bytes CLIENT_HELLO = PAIR.client().take();

    /** The flight of the server. */
    static final Bytes SERVER_FLIGHT = spokenBy(PAIR.server(), CLIENT_HELLO);

    /** The second flight of the client. */
    static final Bytes CLIENT_FINISHED = spokenBy(PAIR.client(), SERVER_FLIGHT);

    private Recorded() {}

    /** An end that is about to begin. */
    static End fresh(Side side, Observer observer) {
        return new End(
                side == Side.CLIENT
                        ? TlsConnection.client(clientConfig(), Lab.NAME, observer)
                        : TlsConnection.server(serverConfig(), observer));
    }

    /** All that the peer of {@code side} said. */
    static Bytes toldTo(Side side) {
        return side == Side.CLIENT ? SERVER_FLIGHT : CLIENT_HELLO.then(CLIENT_FINISHED);
    }

    private static Bytes spokenBy(End end, Bytes heard) {
        end.receive(heard);
        return end.take();
    }

    private static ClientConfig clientConfig() {
        return ClientConfig.builder(
                        CLIENT,
                        FixedTime.NOON,
                        claim -> VerifiedPeer.promise(
                                new PathFacts(Optional.empty(), List.of(), Optional.empty(), "a test", List.of()),
                                claim.chain()))
                .groups(List.of(NamedGroup.X25519))
                .build();
    }

    private static ServerConfig serverConfig() {
        return ServerConfig.builder(SERVER, FixedTime.NOON, Credentials.of(Lab.SHOP.credential()))
                .groups(List.of(NamedGroup.X25519))
                .build();
    }

    private static CryptoProvider crypto(String who, int filling) {
        Rfc8448.Step keys = Rfc8448.section("3").step(who, "create an ephemeral x25519");
        KeyExchange exchange =
                new FixedKeyExchange(NamedGroup.X25519, keys.bytes("private key"), keys.bytes("public key"));
        return new DelegatingCrypto(Lab.CRYPTO) {
            private Optional<Bytes> signature = Optional.empty();

            @Override
            public void random(byte[] destination) {
                Arrays.fill(destination, (byte) filling);
            }

            @Override
            public KeyExchange keyExchange(NamedGroup group) {
                return exchange;
            }

            // ECDSA signatures are random, so the first one is kept.
            @Override
            public Signer signer(SignatureScheme scheme, PrivateKey key) {
                Signer real = super.signer(scheme, key);
                return new Signer() {
                    @Override
                    public SignatureScheme scheme() {
                        return scheme;
                    }

                    @Override
                    public Bytes sign(Bytes content) {
                        if (signature.isEmpty()) {
                            signature = Optional.of(real.sign(content));
                        }
                        return signature.get();
                    }
                };
            }
        };
    }
}
