// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import dev.limpid.TlsConnection;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.identity.Credential;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.ServerName;
import dev.limpid.identity.TrustAnchors;
import dev.limpid.observe.Observer;
import dev.limpid.observe.TimeSource;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.session.BoundedSessionCache;
import dev.limpid.session.KeyRotation;
import dev.limpid.session.StatelessTickets;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Limpid, over some composition of crypto providers. */
final class LimpidStack implements Stack {
    private static final List<CipherSuite> SUITES = List.of(CipherSuite.TLS_AES_128_GCM_SHA256);

    private final String name;
    private final CryptoProvider crypto;
    private final ClientConfig client;
    private final ServerConfig server;
    private final Map<NamedGroup, ClientConfig> clients = new HashMap<>();
    private final Supplier<Observer> observers;
    private final ServerName peer = ServerName.of(Scene.NAME);
    private final Wire toServer = new Wire();
    private final Wire toClient = new Wire();
    private final ByteBuffer data = ByteBuffer.allocate(TlsConnection.RECORD_BUFFER);

    private LimpidStack(
            String name,
            CryptoProvider crypto,
            ClientConfig client,
            ServerConfig server,
            Supplier<Observer> observers) {
        this.name = name;
        this.crypto = crypto;
        this.client = client;
        this.server = server;
        this.observers = observers;
    }

    static LimpidStack of(String name, CryptoProvider crypto, Scene scene) {
        Credential credential = Credential.of(
                "server", List.of(scene.server().der()), scene.server().privateKey());
        return of(name, crypto, scene.root(), credential);
    }

    static LimpidStack of(String name, CryptoProvider crypto, X509Certificate root, Credential credential) {
        PkixVerifier verifier = PkixVerifier.trusting(TrustAnchors.of("the duel's root", List.of(root)));
        return new LimpidStack(
                name,
                crypto,
                ClientConfig.builder(crypto, new Now(), verifier)
                        .cipherSuites(SUITES)
                        .build(),
                ServerConfig.builder(crypto, new Now(), Credentials.of(credential))
                        .cipherSuites(SUITES)
                        .build(),
                () -> Observer.NONE);
    }

    /** The same, with one ticket for each connection. */
    LimpidStack resuming() {
        return new LimpidStack(
                name,
                crypto,
                client.toBuilder().sessionCache(BoundedSessionCache.standard()).build(),
                server.toBuilder()
                        .tickets(StatelessTickets.rotating(crypto, KeyRotation.DEFAULT))
                        .ticketCount(1)
                        .build(),
                observers);
    }

    /** The same, with an observer of its own for each connection on both sides. */
    LimpidStack observed(String by, Supplier<Observer> observer) {
        return new LimpidStack(name + ", " + by, crypto, client, server, observer);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean has(NamedGroup group) {
        return crypto.supportedGroups().contains(group);
    }

    @Override
    public Conversation shakeHands(NamedGroup group) {
        ClientConfig offering = clients.computeIfAbsent(
                group, only -> client.toBuilder().groups(List.of(only)).build());
        return new LimpidConversation(
                        TlsConnection.client(offering, peer, observers.get()),
                        TlsConnection.server(server, observers.get()),
                        toServer,
                        toClient)
                .shakeHands(data);
    }

    private record Now() implements TimeSource {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    }
}
