// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.TlsConfig;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.net.SystemTime;
import dev.limpid.observe.TimeSource;
import dev.limpid.session.KeyRotation;
import dev.limpid.session.StatelessTickets;
import dev.limpid.session.Tickets;
import dev.limpid.wire.Bytes;
import javax.net.ssl.SSLParameters;

/** What all engines and sockets of one {@code SSLContext} share. Thread-safe. */
final class ContextState {
    private static final int ID_LENGTH = 32;

    private final CryptoProvider crypto = Crypto.BEST;
    private final ClientConfig standard = ClientConfig.builder(crypto, SystemTime.INSTANCE, claim -> {
                throw new IllegalStateException("only the lists are asked for");
            })
            .build();
    private final JdkProperties properties = JdkProperties.read(crypto);
    private final AlgorithmRules rules = AlgorithmRules.ofJvm();
    private final SessionContext clientSessions = new SessionContext(this);
    private final SessionContext serverSessions = new SessionContext(this);
    private final Tickets tickets =
            properties.serverTickets() ? StatelessTickets.rotating(crypto, KeyRotation.DEFAULT) : Tickets.none();
    private final Terms.Known terms = new Terms.Known();
    private final LimpidParameters parameters = new LimpidParameters();
    private volatile Managers managers;

    ContextState(Managers managers) {
        this.managers = managers;
        properties.cacheSize().ifPresent(size -> {
            clientSessions.setSessionCacheSize(size);
            serverSessions.setSessionCacheSize(size);
        });
        properties.ticketTimeout().ifPresent(serverSessions::setSessionTimeout);
    }

    /** What connections go by that begin from now on; those that exist keep what they have. */
    void managers(Managers next) {
        managers = next;
    }

    Managers managers() {
        return managers;
    }

    CryptoProvider crypto() {
        return crypto;
    }

    /** The suites, groups and schemes of who sets nothing. */
    TlsConfig standard() {
        return standard;
    }

    TimeSource time() {
        return SystemTime.INSTANCE;
    }

    AlgorithmRules rules() {
        return rules;
    }

    JdkProperties properties() {
        return properties;
    }

    Tickets tickets() {
        return tickets;
    }

    /** What settings come to. */
    Terms.Known terms() {
        return terms;
    }

    SessionContext sessions(boolean client) {
        return client ? clientSessions : serverSessions;
    }

    /** What new engines and sockets begin with; a copy. */
    LimpidParameters parameters() {
        synchronized (parameters) {
            return ParameterCopy.of(parameters);
        }
    }

    /** New engines and sockets begin with what {@code given} says. */
    void parameters(SSLParameters given) {
        synchronized (parameters) {
            ParameterCopy.into(given, parameters);
        }
    }

    SessionRoot newRoot() {
        byte[] id = new byte[ID_LENGTH];
        crypto.random(id);
        return new SessionRoot(Bytes.wrap(id), time().now());
    }

    /** Composed once: that takes longer than a handshake. */
    private static final class Crypto {
        static final JcaCryptoProvider BEST = JcaCryptoProvider.best();
    }
}
