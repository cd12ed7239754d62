// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import dev.limpid.config.ServerConfig;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.message.ClientHello;
import dev.limpid.session.EarlyDataTerms;
import dev.limpid.session.Session;
import java.time.Instant;
import java.util.Optional;

/** Whether a server may take the early data that comes with a ClientHello (section 4.3.10), replays apart: pure. */
public final class EarlyDataChoice {
    private EarlyDataChoice() {}

    /**
     * Why early data cannot be taken, as a clause; nothing if it can.
     *
     * @param retried whether there was a HelloRetryRequest
     */
    public static Optional<String> objection(
            ServerConfig config, ClientHello hello, ServerChoice choice, boolean retried, Instant now) {
        //= RF.5-3
        if (config.earlyData().isEmpty()) {
            return Optional.of("this server takes none");
        }
        if (retried) {
            return Optional.of("a HelloRetryRequest came between");
        }
        if (choice.psk().isEmpty()) {
            return Optional.of("there is no key in common");
        }
        SelectedPsk selected = choice.psk().get();
        //= R4.3.10-7
        if (selected.index() != 0) {
            return Optional.of("it is under the client's first key, and another was selected");
        }
        return selected.key() instanceof KnownPsk.Resumable(Session session)
                ? objection(config, hello, choice, session, now)
                : Optional.of("an external key has no age by which a replay could be told");
    }

    private static Optional<String> objection(
            ServerConfig config, ClientHello hello, ServerChoice choice, Session session, Instant now) {
        Optional<EarlyDataTerms> terms = new KnownPsk.Resumable(session).earlyData();
        if (terms.isEmpty()) {
            return Optional.of("its ticket does not allow it");
        }
        //= R4.3.10-8
        if (!terms.get().suite().equals(choice.cipherSuite())) {
            return Optional.of(
                    "it is under " + terms.get().suite() + ", and " + choice.cipherSuite() + " was selected");
        }
        if (!terms.get().protocol().equals(choice.protocol())) {
            return Optional.of("another application protocol was selected");
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
            return Optional.of("the age of its ticket says that it was not sent just now");
        }
        return Optional.empty();
    }
}
