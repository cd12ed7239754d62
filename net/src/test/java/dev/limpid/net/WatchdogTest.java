// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class WatchdogTest {
    private final AtomicInteger closes = new AtomicInteger();
    private final Watchdog dog = new Watchdog(closes::incrementAndGet);

    @Test
    void closesWhatTakesTooLong() throws Exception {
        dog.start(20_000_000);
        Thread.sleep(200);
        assertThat(closes).hasValue(1);
        assertThat(dog.barked()).isTrue();
    }

    @Test
    void leavesQuickOperationsAlone() throws Exception {
        for (int i = 0; i < 20; i++) {
            dog.start(60_000_000);
            Thread.sleep(10);
            dog.stop();
        }
        Thread.sleep(150);
        assertThat(closes).hasValue(0);
    }

    @Test
    void noticesADeadlineThatComesBeforeTheLastOne() throws Exception {
        dog.start(60_000_000_000L);
        dog.stop();
        dog.start(20_000_000);
        Thread.sleep(200);
        assertThat(closes).hasValue(1);
    }

    @Test
    void movesOnWithTheDeadline() throws Exception {
        dog.start(50_000_000);
        dog.stop();
        dog.start(10_000_000_000L);
        Thread.sleep(200);
        assertThat(closes).hasValue(0);
        dog.release();
    }

    @Test
    void isQuietOnceReleased() throws Exception {
        dog.start(50_000_000);
        dog.release();
        Thread.sleep(150);
        assertThat(closes).hasValue(0);
    }
}
