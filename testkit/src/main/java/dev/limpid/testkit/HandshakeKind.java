// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.TlsConnection;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.EarlyDataPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.observe.Observer;
import dev.limpid.registry.NamedGroup;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.ExternalPsks;
import dev.limpid.session.Psk;
import dev.limpid.session.ReplayGuard;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The kinds of handshake that faults happen to; a new kind is a line. */
public enum HandshakeKind {
    FULL(client -> client, server -> server),
    RETRIED(client -> client, server -> server.groups(Fixed.OTHER_GROUP)),
    CLIENT_AUTHENTICATED(
            client -> client.credentials(FakeLab.clientCredentials()),
            server -> server.clientAuthentication(ClientAuthentication.NEED, FakeLab.TRUSTING)),
    EXTERNAL_PSK(
            client -> client.externalPsks(List.of(Fixed.ANNA)),
            server -> server.externalPsks(ExternalPsks.of(List.of(Fixed.ANNA)))),
    PSK(lab -> {}),
    PSK_RETRIED(lab -> lab.server().groups(Fixed.OTHER_GROUP)),
    EARLY_ACCEPTED(Acquaintance::withEarlyData),
    EARLY_REJECTED(lab -> lab.withEarlyData().server().earlyData(Fixed.SUSPICIOUS));

    private final UnaryOperator<ClientConfig.Builder> client;
    private final UnaryOperator<ServerConfig.Builder> server;
    private final Optional<Consumer<Acquaintance>> acquaintance;

    HandshakeKind(UnaryOperator<ClientConfig.Builder> client, UnaryOperator<ServerConfig.Builder> server) {
        this.client = client;
        this.server = server;
        this.acquaintance = Optional.empty();
    }

    /** The second handshake of two that have met; {@code acquaintance} changes their settings. */
    HandshakeKind(Consumer<Acquaintance> acquaintance) {
        this.client = client -> client;
        this.server = server -> server;
        this.acquaintance = Optional.of(acquaintance);
    }

    /** What the kinds above speak of. */
    private static final class Fixed {
        static final List<NamedGroup> BOTH_GROUPS = List.of(NamedGroup.X25519, NamedGroup.SECP256R1);
        static final List<NamedGroup> OTHER_GROUP = List.of(NamedGroup.SECP256R1);
        static final ExternalPsk ANNA = ExternalPsk.of(Bytes.ofUtf8("anna"), Psk.of(new byte[32]));
        static final EarlyDataPolicy SUSPICIOUS =
                EarlyDataPolicy.of(Acquaintance.EARLY_DATA, (binder, window, now) -> ReplayGuard.Answer.CANNOT_TELL);
    }

    /** A client and a server that are about to begin, once somebody watches them. */
    public record Ends(ClientConfig clientConfig, ServerConfig serverConfig) {
        /** The client's connection. */
        public TlsConnection client(Observer observer) {
            return TlsConnection.client(clientConfig, Lab.NAME, observer);
        }

        /** The server's connection. */
        public TlsConnection server(Observer observer) {
            return TlsConnection.server(serverConfig, observer);
        }
    }

    /** With fake cryptography: the same each time. */
    public Ends fake() {
        return ends(FakeLab.client(1), FakeLab.server(2));
    }

    /** With real cryptography. */
    public Ends real() {
        return ends(Lab.client(), Lab.server());
    }

    private Ends ends(ClientConfig.Builder clients, ServerConfig.Builder servers) {
        ClientConfig.Builder ready =
                client.apply(clients.groups(Fixed.BOTH_GROUPS).keyShares(List.of(NamedGroup.X25519)));
        ServerConfig.Builder waiting = server.apply(servers.groups(Fixed.BOTH_GROUPS));
        acquaintance.ifPresent(change -> meet(ready, waiting, change));
        return new Ends(ready.build(), waiting.build());
    }

    /** The first handshake, which leaves the client with tickets. */
    private static void meet(
            ClientConfig.Builder clients, ServerConfig.Builder servers, Consumer<Acquaintance> change) {
        Acquaintance lab = Acquaintance.of(clients, servers);
        change.accept(lab);
        lab.pair().handshake();
    }
}
