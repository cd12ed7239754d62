// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limpid.session.ReplayGuard.Answer;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RecentBindersTest {
    private static final Duration WINDOW = Freshness.DEFAULT.window();
    private static final Instant START = Sessions.NOON;
    private static final Instant LATER = START.plus(WINDOW).plusMillis(1);

    private final RecentBinders guard = new RecentBinders(100, START);

    @Test
    //= R8-3
    void admitsAClientHelloOnce() {
        assertThat(admit(1, LATER)).isEqualTo(Answer.ADMITTED);
        assertThat(admit(1, LATER)).isEqualTo(Answer.SEEN_BEFORE);
        assertThat(admit(2, LATER)).isEqualTo(Answer.ADMITTED);
        assertThat(admit(1, LATER.plus(WINDOW))).isEqualTo(Answer.SEEN_BEFORE);
    }

    @Test
    //= R8.2-3
    void cannotTellUntilAWindowAfterItsStart() {
        assertThat(admit(1, START)).isEqualTo(Answer.CANNOT_TELL);
        assertThat(admit(2, START.plus(WINDOW))).isEqualTo(Answer.CANNOT_TELL);
        assertThat(admit(3, LATER)).isEqualTo(Answer.ADMITTED);
        assertThat(admit(2, LATER)).as("it was seen, though not admitted").isEqualTo(Answer.SEEN_BEFORE);
    }

    @Test
    void refusesWhenItIsFullAndForgetsNobodyForThat() {
        for (int i = 0; i < 100; i++) {
            assertThat(admit(i, LATER)).isEqualTo(Answer.ADMITTED);
        }
        for (int i = 100; i < 1000; i++) {
            assertThat(admit(i, LATER)).isEqualTo(Answer.CANNOT_TELL);
        }
        assertThat(guard.size()).isEqualTo(100);
        for (int i = 0; i < 100; i++) {
            assertThat(admit(i, LATER)).isEqualTo(Answer.SEEN_BEFORE);
        }
        assertThat(admit(1000, LATER.plus(WINDOW).plusSeconds(3))).isEqualTo(Answer.ADMITTED);
        assertThat(guard.size()).isOne();
    }

    @Test
    void aClockThatWentBackMakesItRefuse() {
        assertThat(admit(1, LATER)).isEqualTo(Answer.ADMITTED);
        Instant jumped = LATER.plus(Duration.ofDays(1));
        assertThat(admit(2, jumped)).isEqualTo(Answer.ADMITTED);
        assertThat(guard.size()).as("the first was forgotten").isOne();

        assertThat(admit(1, LATER)).as("so it cannot be told").isEqualTo(Answer.CANNOT_TELL);
        assertThat(admit(3, jumped.minusSeconds(1)))
                .as("a little disorder is no jump")
                .isEqualTo(Answer.ADMITTED);
    }

    @Test
    void noReplayThatCouldPassAsFreshIsAdmittedTwice() {
        Random random = new Random(11);
        RecentBinders busy = new RecentBinders(10_000, START);
        Set<Integer> admitted = new HashSet<>();
        Freshness freshness = Freshness.DEFAULT;
        TicketTerms terms = new TicketTerms(START, Duration.ofDays(7), 99, 0);
        long clock = 0;
        int twice = 0;
        for (int i = 0; i < 20_000; i++) {
            clock += random.nextInt(20);
            Instant now = START.plusMillis(clock + random.nextInt(500));
            int sentAt = (int) Math.max(0, (clock + random.nextInt(40_000) - 20_000) / 100 * 100);
            long age = TicketAge.obfuscated(terms, START.plusMillis(sentAt));
            if (freshness.isFresh(terms, age, now)
                    && busy.admit(Bytes.ofUtf8("hello " + sentAt), freshness.window(), now) == Answer.ADMITTED) {
                twice += admitted.add(sentAt) ? 0 : 1;
            }
        }
        assertThat(admitted).hasSizeGreaterThan(1000);
        assertThat(twice).isZero();
    }

    @Test
    void ofManyThreadsOneIsAdmitted() throws Exception {
        for (int round = 0; round < 50; round++) {
            int hello = round;
            Callable<Answer> ask = () -> admit(hello, LATER);
            int admitted = 0;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<Answer>> work = Collections.nCopies(8, ask);
                for (var result : threads.invokeAll(work)) {
                    admitted += result.get() == Answer.ADMITTED ? 1 : 0;
                }
            }
            assertThat(admitted).isOne();
        }
    }

    @Test
    void refusesArgumentsThatTellNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> guard.admit(Bytes.EMPTY, WINDOW, LATER));
        assertThatIllegalArgumentException().isThrownBy(() -> guard.admit(Bytes.wrap(new byte[256]), WINDOW, LATER));
        assertThatIllegalArgumentException().isThrownBy(() -> guard.admit(Bytes.ofHex("00"), WINDOW.negated(), LATER));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecentBinders(0, START));
        assertThat(guard.toString()).isEqualTo("0 of at most 100 ClientHellos");
    }

    private Answer admit(int hello, Instant now) {
        return guard.admit(Bytes.ofUtf8("hello " + hello), WINDOW, now);
    }
}
