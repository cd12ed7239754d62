// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.EarlyDataPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.session.BoundedSessionCache;
import dev.limpid.session.KeyRotation;
import dev.limpid.session.RecentBinders;
import dev.limpid.session.SessionCache;
import dev.limpid.session.StatelessTickets;
import dev.limpid.session.Tickets;
import java.time.Duration;

/**
 * A client and a server that remember each other: the second of their pairs resumes what the first one began. Their builders may be
 * changed before either pair; the cache and the tickets stay.
 *
 * <pre>{@code
 * Acquaintance lab = Acquaintance.of(Lab.client(), Lab.server());
 * lab.pair().handshake();            // full; the client has two tickets then
 * Pair resumed = lab.pair().handshake();
 * }</pre>
 */
public final class Acquaintance {
    /** The most early data that {@link #withEarlyData} allows, in bytes. */
    public static final long EARLY_DATA = 1000;

    private final ClientConfig.Builder client;
    private final ServerConfig.Builder server;
    private final SessionCache cache = BoundedSessionCache.standard();

    private Acquaintance(ClientConfig.Builder client, ServerConfig.Builder server) {
        this.client = client.sessionCache(cache);
        this.server = server;
    }

    /** A client with a cache and a server with tickets. */
    public static Acquaintance of(ClientConfig.Builder client, ServerConfig.Builder server) {
        Tickets tickets = StatelessTickets.rotating(Lab.CRYPTO, KeyRotation.DEFAULT);
        return new Acquaintance(client, server.tickets(tickets));
    }

    /** The lab's. */
    public static Acquaintance inTheLab() {
        return of(Lab.client(), Lab.server());
    }

    /** Both want early data; the guard has been there for a day. */
    public Acquaintance withEarlyData() {
        client.earlyData(true);
        server.earlyData(EarlyDataPolicy.of(
                EARLY_DATA, new RecentBinders(100, FixedTime.NOON.now().minus(Duration.ofDays(1)))));
        return this;
    }

    /** The client's settings, for the next pair. */
    public ClientConfig.Builder client() {
        return client;
    }

    /** The server's settings, for the next pair. */
    public ServerConfig.Builder server() {
        return server;
    }

    /** Where the client keeps its tickets. */
    public SessionCache cache() {
        return cache;
    }

    /** A pair with the settings of now, which has not exchanged a byte. */
    public Pair pair() {
        return new Pair(client.build(), server.build());
    }

    /** The pair after one that was complete: it resumes, unless the settings forbid it. */
    public Pair next() {
        pair().handshake();
        return pair();
    }
}
