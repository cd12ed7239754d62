// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.session.TicketOpening.Missed;
import dev.limpid.session.TicketOpening.Opened;
import dev.limpid.session.TicketOpening.Reason;
import dev.limpid.wire.DecodeException;
import java.time.Instant;
import java.util.Arrays;

/** What every kind of tickets does with the bytes of a session that it found. */
final class OpenedSession {
    private OpenedSession() {}

    /** @param encoded zeroed */
    static TicketOpening of(byte[] encoded, Instant now) {
        try {
            Session session = Session.decode(encoded);
            if (session.isExpired(now)) {
                session.psk().destroy();
                return new Missed(Reason.EXPIRED);
            }
            return new Opened(session);
        } catch (DecodeException notASession) {
            return new Missed(Reason.MALFORMED);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }
}
