// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.limpid.session.Session;
import dev.limpid.session.TicketOpening;
import dev.limpid.wire.Bytes;
import java.util.Arrays;

/** Tickets as clients bring them back. Behind the glass whoever knows a key's name has a ticket. */
class TicketFuzzTest {
    @FuzzTest
    void opensATicketOrMissesIt(byte[] input) {
        Bytes identity = Bytes.of(input);
        Laws.hold(input.length, () -> {
            TicketOpening opening = Remembered.TICKETS.open(identity, Remembered.NOW);
            if (opening instanceof TicketOpening.Opened(Session session)) {
                byte[] encoded = session.encode();
                Laws.law(Arrays.equals(Session.decode(encoded).encode(), encoded), "another session");
            }
        });
    }
}
