// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class WatchdogTest {
    /** So long that this thread comes to its next statement, however busy the machine is. */
    private static final long AMPLE = 500_000_000;

    private final AtomicInteger closes = new AtomicInteger();
    private final Watchdog dog = new Watchdog(closes::incrementAndGet);

    @Test
    void closesWhatTakesTooLong() throws Exception {
        dog.start(20_000_000);
        TlsServerTest.waitFor(() -> closes.get() == 1);
        assertThat(dog.barked()).isTrue();
    }

    @Test
    void leavesQuickOperationsAlone() throws Exception {
        // The deadline of the first passes in the middle, that of the last at the end
        for (int i = 0; i < 20; i++) {
            dog.start(AMPLE);
            dog.stop();
            Thread.sleep(AMPLE / 10_000_000);
        }
        Thread.sleep(AMPLE / 1_000_000 + 100);
        assertThat(closes).hasValue(0);
    }

    @Test
    void noticesADeadlineThatComesBeforeTheLastOne() throws Exception {
        dog.start(60_000_000_000L);
        dog.stop();
        dog.start(20_000_000);
        TlsServerTest.waitFor(() -> closes.get() == 1);
    }

    @Test
    void movesOnWithTheDeadline() throws Exception {
        dog.start(AMPLE);
        dog.stop();
        dog.start(600_000_000_000L);
        Thread.sleep(AMPLE / 1_000_000 + 100);
        assertThat(closes).hasValue(0);
        dog.release();
    }

    @Test
    void isQuietOnceReleased() throws Exception {
        dog.start(AMPLE);
        dog.release();
        Thread.sleep(AMPLE / 1_000_000 + 100);
        assertThat(closes).hasValue(0);
    }
}
