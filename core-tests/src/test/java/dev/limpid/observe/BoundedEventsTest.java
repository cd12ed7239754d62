// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.message.Finished;
import dev.limpid.observe.HandshakeReport.Entry;
import dev.limpid.wire.Bytes;
import org.junit.jupiter.api.Test;

class BoundedEventsTest {
    private final BoundedEvents kept = new BoundedEvents(3, 2, 100);

    @Test
    void nothingIsMissingWhileThereIsRoom() {
        for (int i = 1; i <= 5; i++) {
            say(i);
        }
        assertThat(kept.entries()).extracting(Entry::nanos).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(kept.omitted()).isZero();
    }

    @Test
    void theFirstAndTheLastStay() {
        for (int i = 1; i <= 1000; i++) {
            say(i);
        }
        assertThat(kept.entries()).extracting(Entry::nanos).containsExactly(1L, 2L, 3L, 999L, 1000L);
        assertThat(kept.omitted()).isEqualTo(995);
        assertThat(kept.beforeGap()).isEqualTo(3);
    }

    @Test
    void messagesHaveABudgetOfTheirOwn() {
        message(1, 60);
        message(2, 60);
        say(3);
        assertThat(kept.entries()).extracting(Entry::nanos).containsExactly(1L, 3L);
        assertThat(kept.omitted()).isEqualTo(1);
        assertThat(kept.beforeGap()).isEqualTo(1);
    }

    @Test
    void whatIsLeftOutGivesItsBytesBack() {
        for (int i = 1; i <= 1000; i++) {
            message(i, 30);
        }
        assertThat(kept.entries()).extracting(Entry::nanos).containsExactly(1L, 2L, 3L);
        message(1001, 10);
        say(1002);
        assertThat(kept.entries()).extracting(Entry::nanos).containsExactly(1L, 2L, 3L, 1001L, 1002L);
        assertThat(kept.omitted()).isEqualTo(997);
    }

    @Test
    void whatIsForgottenCountsAsLeftOut() {
        for (int i = 1; i <= 10; i++) {
            message(i, 30);
        }
        kept.forget();
        message(11, 100);
        say(12);
        assertThat(kept.entries()).extracting(Entry::nanos).containsExactly(11L, 12L);
        assertThat(kept.omitted()).isEqualTo(10);
        assertThat(kept.beforeGap()).isZero();
    }

    private void say(long nanos) {
        kept.add(new Entry(nanos, new Event.StateEntered("state")));
    }

    private void message(long nanos, int length) {
        kept.add(new Entry(
                nanos, new Event.MessageSeen(Side.CLIENT, Epoch.HANDSHAKE, new Finished(Bytes.EMPTY), length)));
    }
}
