// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.observe.PskMiss;

/** What became of a ticket that a client offered. */
public sealed interface TicketOpening {
    /** It is ours and still good: this is the session that it stands for, whose PSK is now the caller's. */
    record Opened(Session session) implements TicketOpening {}

    /** It is not, and the handshake goes on as if it had not been offered (R4.3.11-5). */
    record Missed(Reason reason) implements TicketOpening {
        /** {@link Reason#text()}. */
        public String text() {
            return reason.text();
        }
    }

    /** Why a ticket does not resume anything. */
    enum Reason {
        /** No tickets are issued here, so none can be ours. */
        NO_TICKETS(PskMiss.NO_TICKETS_HERE),
        /** Its form is not that of our tickets, or its key's name is unknown here. */
        NOT_OURS(PskMiss.NOT_OURS),
        /** The key that sealed it has been retired for too long. */
        KEY_RETIRED(PskMiss.KEY_RETIRED),
        /** It names one of our keys, but was not sealed with it. */
        TAMPERED(PskMiss.TAMPERED),
        /** The store does not hold it. */
        UNKNOWN(PskMiss.NOT_STORED),
        /** It is older than its lifetime. */
        EXPIRED(PskMiss.EXPIRED),
        /** It opens, but what is in it is not a session: another version wrote it. */
        MALFORMED(PskMiss.MALFORMED);

        private final PskMiss miss;

        Reason(PskMiss miss) {
            this.miss = miss;
        }

        /** The same reason among all that there may be. */
        public PskMiss miss() {
            return miss;
        }

        /** The reason as a clause for people. */
        public String text() {
            return miss.text();
        }
    }
}
