// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.session.StoredTickets.Use;
import dev.limpid.session.TicketOpening.Missed;
import dev.limpid.session.TicketOpening.Opened;
import dev.limpid.session.TicketOpening.Reason;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class StoredTicketsTest {
    private static final CryptoProvider CRYPTO = JcaCryptoProvider.jdk();
    private static final Instant NOON = Sessions.NOON;
    private static final Duration HOUR = Duration.ofHours(1);

    private final BoundedSessionStore store = new BoundedSessionStore(100, 1 << 20);
    private final StoredTickets once = new StoredTickets(CRYPTO, store, Use.ONCE);

    @Test
    void opensWhatItIssuedOnce() {
        Bytes ticket = once.issue(Sessions.at(NOON)).orElseThrow();

        Sessions.assertSame(((Opened) once.open(ticket, NOON)).session(), Sessions.at(NOON));
        assertThat(once.open(ticket, NOON)).isEqualTo(new Missed(Reason.UNKNOWN));
        assertThat(store.size()).isZero();
    }

    @Test
    void opensRepeatedlyWhereThatIsAsked() {
        StoredTickets often = new StoredTickets(CRYPTO, store, Use.REPEATEDLY);
        Bytes ticket = often.issue(Sessions.at(NOON)).orElseThrow();

        Session first = ((Opened) often.open(ticket, NOON)).session();
        first.psk().destroy();
        Sessions.assertSame(((Opened) often.open(ticket, NOON)).session(), Sessions.at(NOON));
    }

    @Test
    void neitherAChangedLabelNorNoiseIsKnown() {
        byte[] ticket = once.issue(Sessions.at(NOON)).orElseThrow().toArray();
        for (int bit = 0; bit < 8 * ticket.length; bit++) {
            byte[] flipped = ticket.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(once.open(Bytes.wrap(flipped), NOON)).isEqualTo(new Missed(Reason.UNKNOWN));
        }
        for (int length = 0; length < ticket.length; length++) {
            assertThat(once.open(Bytes.of(ticket, 0, length), NOON)).isEqualTo(new Missed(Reason.NOT_OURS));
        }
        assertThat(store.size()).isOne();
    }

    @Test
    void expiresAndIsForgotten() {
        Bytes first = once.issue(Sessions.at(NOON)).orElseThrow();
        once.issue(Sessions.at(NOON));

        assertThat(once.open(first, NOON.plus(HOUR))).isEqualTo(new Missed(Reason.UNKNOWN));
        assertThat(store.size()).isOne();
        once.issue(Sessions.at(NOON.plus(HOUR)));
        assertThat(store.size()).as("the expired one went when another came").isOne();
    }

    @Test
    void aStoreThatForgetsToForgetResumesNothing() {
        SessionStore late = new SessionStore() {
            private byte[] kept = {};

            @Override
            public void put(Bytes ticket, byte[] session, Instant now, Instant expiresAt) {
                kept = session.clone();
            }

            @Override
            public java.util.Optional<byte[]> get(Bytes ticket, Instant now) {
                return java.util.Optional.of(kept.clone());
            }

            @Override
            public java.util.Optional<byte[]> take(Bytes ticket, Instant now) {
                return get(ticket, now);
            }
        };
        StoredTickets tickets = new StoredTickets(CRYPTO, late, Use.ONCE);
        Bytes ticket = tickets.issue(Sessions.at(NOON)).orElseThrow();

        assertThat(tickets.open(ticket, NOON.plus(HOUR))).isEqualTo(new Missed(Reason.EXPIRED));
        late.put(ticket, new byte[] {1, 2, 3}, NOON, NOON);
        assertThat(tickets.open(ticket, NOON)).isEqualTo(new Missed(Reason.MALFORMED));
    }

    @Test
    void theLeastRecentlyUsedGoesFirst() {
        BoundedSessionStore small = new BoundedSessionStore(2, 1000);
        Bytes a = Bytes.ofUtf8("a");
        Bytes b = Bytes.ofUtf8("b");
        Bytes c = Bytes.ofUtf8("c");
        small.put(a, new byte[] {1}, NOON, NOON.plus(HOUR));
        small.put(b, new byte[] {2}, NOON, NOON.plus(HOUR));
        small.get(a, NOON);
        small.put(c, new byte[] {3}, NOON, NOON.plus(HOUR));

        assertThat(small.get(b, NOON)).isEmpty();
        assertThat(small.get(a, NOON)).hasValue(new byte[] {1});
        assertThat(small.take(c, NOON)).hasValue(new byte[] {3});
        assertThat(small.take(c, NOON)).isEmpty();
    }

    @Test
    void neverHoldsMoreThanItMay() {
        Random random = new Random(9);
        BoundedSessionStore small = new BoundedSessionStore(50, 4000);
        for (int i = 0; i < 5000; i++) {
            byte[] session = new byte[1 + random.nextInt(300)];
            small.put(Bytes.ofUtf8("s" + random.nextInt(500)), session, NOON, NOON.plus(HOUR));
            assertThat(small.size()).isBetween(1, 50);
            assertThat(small.bytes()).isLessThanOrEqualTo(4000);
        }
        Bytes large = Bytes.ofUtf8("large");
        small.put(large, new byte[4001], NOON, NOON.plus(HOUR));
        assertThat(small.get(large, NOON)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new BoundedSessionStore(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BoundedSessionStore(1, 0));
    }

    @Test
    void whatIsHandedOutIsACopy() {
        byte[] session = {1, 2, 3};
        Bytes ticket = Bytes.ofUtf8("t");
        store.put(ticket, session, NOON, NOON.plus(HOUR));
        session[0] = 9;
        store.get(ticket, NOON).orElseThrow()[1] = 9;

        assertThat(store.get(ticket, NOON)).hasValue(new byte[] {1, 2, 3});
        assertThat(store.toString()).isEqualTo("1 of at most 100 sessions");
    }

    @Test
    void ofManyThreadsOneResumes() throws Exception {
        for (int round = 0; round < 50; round++) {
            Bytes ticket = once.issue(Sessions.at(NOON)).orElseThrow();
            Callable<Boolean> open = () -> once.open(ticket, NOON) instanceof Opened;
            int opened = 0;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<Boolean>> work = Collections.nCopies(8, open);
                for (var result : threads.invokeAll(work)) {
                    opened += result.get() ? 1 : 0;
                }
            }
            assertThat(opened).isOne();
        }
    }
}
