// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import dev.limpid.config.ServerConfig;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.message.ClientHello;
import dev.limpid.observe.EarlyDataAnswer;
import dev.limpid.observe.Event;
import dev.limpid.session.EarlyDataTerms;
import dev.limpid.session.Session;
import java.time.Instant;
import java.util.Optional;

/** Whether a server may take the early data that comes with a ClientHello (section 4.3.10), replays apart: pure. */
public final class EarlyDataChoice {
    private EarlyDataChoice() {}

    /**
     * Why early data cannot be taken, with the reason; nothing if it can.
     *
     * @param retried whether there was a HelloRetryRequest
     */
    public static Optional<Event.EarlyDataDecided> objection(
            ServerConfig config, ClientHello hello, ServerChoice choice, boolean retried, Instant now) {
        //= RF.5-3
        if (config.earlyData().isEmpty()) {
            return refused(EarlyDataAnswer.NONE_HERE);
        }
        if (retried) {
            return refused(EarlyDataAnswer.RETRIED);
        }
        if (choice.psk().isEmpty()) {
            return refused(EarlyDataAnswer.NO_KEY);
        }
        SelectedPsk selected = choice.psk().get();
        //= R4.3.10-7
        if (selected.index() != 0) {
            return refused(EarlyDataAnswer.NOT_FIRST_KEY);
        }
        return selected.key() instanceof KnownPsk.Resumable(Session session)
                ? objection(config, hello, choice, session, now)
                : refused(EarlyDataAnswer.EXTERNAL_KEY);
    }

    private static Optional<Event.EarlyDataDecided> objection(
            ServerConfig config, ClientHello hello, ServerChoice choice, Session session, Instant now) {
        Optional<EarlyDataTerms> terms = new KnownPsk.Resumable(session).earlyData();
        if (terms.isEmpty()) {
            return refused(EarlyDataAnswer.NOT_ALLOWED);
        }
        //= R4.3.10-8
        if (!terms.get().suite().equals(choice.cipherSuite())) {
            return Optional.of(new Event.EarlyDataDecided(
                    EarlyDataAnswer.OTHER_SUITE,
                    choice.cipherSuite() + " instead of " + terms.get().suite()));
        }
        if (!terms.get().protocol().equals(choice.protocol())) {
            return refused(EarlyDataAnswer.OTHER_PROTOCOL);
        }
        long age = hello.extensions()
                .find(PreSharedKey.ClientHello.class)
                .orElseThrow()
                .identities()
                .getFirst()
                .obfuscatedTicketAge();
        //= R4.3.10-3
        //= R4.3.10-4
        if (!config.earlyData().orElseThrow().freshness().isFresh(session.terms(), age, now)) {
            return refused(EarlyDataAnswer.STALE);
        }
        return Optional.empty();
    }

    private static Optional<Event.EarlyDataDecided> refused(EarlyDataAnswer answer) {
        return Optional.of(new Event.EarlyDataDecided(answer));
    }
}
