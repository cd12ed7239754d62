// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TicketAgeTest {
    private static final Instant NOON = Sessions.NOON;
    private static final long WEEK = Duration.ofDays(7).toMillis();
    private static final long LARGEST = 0xffff_ffffL;

    @Test
    void addsMillisecondsToTicketAgeAdd() {
        assertThat(TicketAge.obfuscated(terms(0), NOON)).isZero();
        assertThat(TicketAge.obfuscated(terms(0), NOON.plusMillis(WEEK))).isEqualTo(WEEK);
        assertThat(TicketAge.obfuscated(terms(5), NOON.plusMillis(1))).isEqualTo(6);
        assertThat(TicketAge.obfuscated(terms(5), NOON.plusNanos(1_999_999))).isEqualTo(6);
    }

    @Test
    void wrapsModulo32Bits() {
        assertThat(TicketAge.obfuscated(terms(LARGEST), NOON)).isEqualTo(LARGEST);
        assertThat(TicketAge.obfuscated(terms(LARGEST), NOON.plusMillis(1))).isZero();
        assertThat(TicketAge.obfuscated(terms(LARGEST), NOON.plusMillis(WEEK))).isEqualTo(WEEK - 1);
        assertThat(TicketAge.claimed(terms(LARGEST), 0)).isEqualTo(Duration.ofMillis(1));
        assertThat(TicketAge.claimed(terms(1), 0)).isEqualTo(Duration.ofMillis(LARGEST));
    }

    @Test
    void aClockThatWentBackIsNoAge() {
        assertThat(TicketAge.obfuscated(terms(9), NOON.minusSeconds(60))).isEqualTo(9);
    }

    @Test
    void theServerReadsWhatTheClientMeant() {
        Random random = new Random(6);
        for (int i = 0; i < 10_000; i++) {
            long age = random.nextLong(WEEK + 1);
            TicketTerms terms = terms(random.nextLong(1L << 32));

            long sent = TicketAge.obfuscated(terms, NOON.plusMillis(age));
            assertThat(sent).isBetween(0L, LARGEST);
            assertThat(TicketAge.claimed(terms, sent)).isEqualTo(Duration.ofMillis(age));
        }
    }

    @Test
    //= R4.3.10-3
    void onlyAClientHelloWithinTheToleranceIsFresh() {
        Freshness freshness = new Freshness(Duration.ofSeconds(10), Duration.ZERO);
        TicketTerms terms = terms(LARGEST - 1000);
        long sent = TicketAge.obfuscated(terms, NOON.plusSeconds(60));
        Instant expected = NOON.plusSeconds(60);

        assertThat(freshness.expectedArrival(terms, sent)).isEqualTo(expected);
        assertThat(freshness.isFresh(terms, sent, expected)).isTrue();
        assertThat(freshness.isFresh(terms, sent, expected.plusSeconds(10))).isTrue();
        assertThat(freshness.isFresh(terms, sent, expected.minusSeconds(10))).isTrue();
        assertThat(freshness.isFresh(terms, sent, expected.plusMillis(10_001))).isFalse();
        assertThat(freshness.isFresh(terms, sent, expected.minusMillis(10_001))).isFalse();
    }

    @Test
    void anAgeOutOfAllReasonIsNotFresh() {
        TicketTerms terms = terms(7);

        assertThat(Freshness.DEFAULT.isFresh(terms, 6, NOON)).isFalse();
        assertThat(Freshness.DEFAULT.isFresh(terms, LARGEST, NOON)).isFalse();
    }

    @Test
    void theRoundTripDelaysWhatIsExpected() {
        Freshness freshness = new Freshness(Duration.ofSeconds(1), Duration.ofSeconds(3));
        TicketTerms terms = terms(0);

        assertThat(freshness.isFresh(terms, 0, NOON)).isFalse();
        assertThat(freshness.isFresh(terms, 0, NOON.plusSeconds(3))).isTrue();
    }

    @Test
    void noReplayIsFreshAfterTheWindow() {
        TicketTerms terms = terms(42);
        Freshness freshness = Freshness.DEFAULT;
        long sent = TicketAge.obfuscated(terms, NOON.plusSeconds(60));
        Instant earliest = NOON.plusSeconds(60).minus(freshness.tolerance());

        assertThat(freshness.isFresh(terms, sent, earliest)).isTrue();
        assertThat(freshness.isFresh(terms, sent, earliest.plus(freshness.window())))
                .isTrue();
        assertThat(freshness.isFresh(
                        terms, sent, earliest.plus(freshness.window()).plusMillis(1)))
                .isFalse();
    }

    @Test
    void aToleranceIsNotNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Freshness(Duration.ofMillis(-1), Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Freshness(Duration.ZERO, Duration.ofMillis(-1)));
    }

    private static TicketTerms terms(long ageAdd) {
        return new TicketTerms(NOON, Duration.ofDays(7), ageAdd, 0);
    }
}
