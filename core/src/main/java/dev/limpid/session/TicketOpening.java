// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

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
        NO_TICKETS("this server issues no tickets"),
        /** Its form is not that of our tickets, or its key's name is unknown here. */
        NOT_OURS("this server did not issue it, or has lost the key since"),
        /** The key that sealed it has been retired for too long. */
        KEY_RETIRED("the key that sealed it is too old"),
        /** It names one of our keys, but was not sealed with it. */
        TAMPERED("it was changed, or it is forged"),
        /** The store does not hold it. */
        UNKNOWN("the store does not hold it: never issued, used already, expired or evicted"),
        /** It is older than its lifetime. */
        EXPIRED("its lifetime is over"),
        /** It opens, but what is in it is not a session: another version wrote it. */
        MALFORMED("its content is not readable: another version wrote it");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** The reason as a clause for people. */
        public String text() {
            return text;
        }
    }
}
