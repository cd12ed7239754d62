// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedSessionCacheTest {
    private static final Instant NOON = Sessions.NOON;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final SessionKey SHOP = key("shop.lab");
    private static final SessionKey BANK = key("bank.lab");

    private final BoundedSessionCache cache = new BoundedSessionCache(10, 3, 1 << 20);

    @Test
    //= RC.4-1
    void givesOutEachTicketOnceTheNewestFirst() {
        cache.put(SHOP, Sessions.client(NOON, 1));
        cache.put(SHOP, Sessions.client(NOON, 2));

        assertThat(taken(SHOP, NOON)).isEqualTo("ticket 2");
        assertThat(taken(SHOP, NOON)).isEqualTo("ticket 1");
        assertThat(taken(SHOP, NOON)).isEmpty();
        assertThat(cache.size()).isZero();
    }

    @Test
    void whatWasTakenIsTheTakersAndStaysWhole() {
        cache.put(SHOP, Sessions.client(NOON, 1));
        ClientSession taken = cache.take(SHOP, NOON).orElseThrow();
        cache.clear();

        assertThat(taken.session().psk().bytes()).hasSize(32);
    }

    @Test
    //= R4.3.11.1-1
    //= R4.7.1-12
    void neverGivesOutATicketBeyondItsLifetime() {
        ClientSession session = Sessions.client(NOON, 1);
        cache.put(SHOP, session);
        assertThat(cache.take(SHOP, NOON.plus(HOUR).minusMillis(1))).isPresent();
        cache.put(SHOP, session);

        assertThat(cache.take(SHOP, NOON.plus(HOUR))).isEmpty();
        assertThat(cache.size()).isZero();
        assertThatIllegalStateException()
                .isThrownBy(() -> session.session().psk().bytes());
    }

    @Test
    void aLifetimeOfZeroMeansNotAtAll() {
        Session dead = Sessions.of(NOON, Duration.ZERO, "shop.lab");
        cache.put(SHOP, new ClientSession(Bytes.ofUtf8("t"), dead));

        assertThat(cache.size()).isZero();
        assertThatIllegalStateException().isThrownBy(() -> dead.psk().bytes());
    }

    @Test
    //= RC.4-4
    void neverCrossesFromOneKeyToAnother() {
        cache.put(SHOP, Sessions.client(NOON, 1));

        for (SessionKey other : List.of(
                BANK,
                SHOP.in("another user"),
                SessionKey.of("shop.lab", 444, List.of("h2"), Bytes.ofHex("00")),
                SessionKey.of("shop.lab", 443, List.of("http/1.1"), Bytes.ofHex("00")),
                SessionKey.of("shop.lab", 443, List.of("h2"), Bytes.ofHex("01")))) {
            assertThat(cache.take(other, NOON)).as("%s", other).isEmpty();
        }
        assertThat(taken(key("shop.lab"), NOON)).isEqualTo("ticket 1");
    }

    @Test
    void oneServerFillsOnlyItsPart() {
        cache.put(BANK, Sessions.client(NOON, 0));
        for (int i = 1; i <= 100; i++) {
            cache.put(SHOP, Sessions.client(NOON, i));
        }

        assertThat(cache.size()).isEqualTo(4);
        assertThat(taken(BANK, NOON)).isEqualTo("ticket 0");
        assertThat(taken(SHOP, NOON)).isEqualTo("ticket 100");
        assertThat(taken(SHOP, NOON)).isEqualTo("ticket 99");
        assertThat(taken(SHOP, NOON)).isEqualTo("ticket 98");
        assertThat(taken(SHOP, NOON)).isEmpty();
    }

    @Test
    void forgetsTheKeyThatWasNotUsedForLongestAndZeroesIt() {
        ClientSession forgotten = Sessions.client(NOON, 0);
        cache.put(BANK, forgotten);
        for (int i = 1; i <= 10; i++) {
            cache.put(key("host" + i), Sessions.client(NOON, i));
        }

        assertThat(cache.size()).isEqualTo(10);
        assertThat(cache.take(BANK, NOON)).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> forgotten.session().psk().bytes());
        assertThat(taken(key("host1"), NOON)).isEqualTo("ticket 1");
    }

    @Test
    void expiredSessionsGoWhenOthersCome() {
        cache.put(BANK, Sessions.client(NOON, 0));
        cache.put(SHOP, Sessions.client(NOON.plus(HOUR), 1));

        assertThat(cache.size()).isOne();
    }

    @Test
    void neverHoldsMoreThanItMay() {
        Random random = new Random(10);
        BoundedSessionCache small = new BoundedSessionCache(20, 4, 40_000);
        for (int i = 0; i < 3000; i++) {
            Bytes ticket = Bytes.wrap(new byte[1 + random.nextInt(8000)]);
            SessionKey key = key("host" + random.nextInt(50));
            small.put(key, new ClientSession(ticket, Sessions.at(NOON)));
            if (i % 3 == 0) {
                small.take(key("host" + random.nextInt(50)), NOON);
            }
            assertThat(small.size()).isBetween(0, 20);
            assertThat(small.bytes()).isBetween(0L, 40_000L);
        }
        int before = small.size();
        small.put(SHOP, new ClientSession(Bytes.wrap(new byte[40_000]), Sessions.at(NOON)));
        assertThat(small.size())
                .as("what is larger than all of it drives nobody out")
                .isEqualTo(before);
        small.clear();
        assertThat(small.size()).isZero();
        assertThat(small.bytes()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new BoundedSessionCache(0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BoundedSessionCache(1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BoundedSessionCache(1, 1, 0));
    }

    @Test
    void keepsNoMessageAliveThatATicketWasCutFrom() {
        Bytes[] message = {Bytes.wrap(new byte[1 << 20])};
        ClientSession session = new ClientSession(message[0].slice(0, 10), Sessions.at(NOON));

        assertThat(session.ticket()).isEqualTo(message[0].slice(0, 10));
        assertThat(session.weight()).isLessThan(1000);
        var owner = new java.lang.ref.WeakReference<>(message[0]);
        message[0] = Bytes.EMPTY;
        for (int i = 0; i < 50 && owner.get() != null; i++) {
            Runtime.getRuntime().gc();
        }
        assertThat(owner.get()).isNull();
        assertThat(session.ticket().length()).isEqualTo(10);
    }

    @Test
    void forgetsOnRequest() {
        ClientSession one = Sessions.client(NOON, 1);
        cache.put(SHOP, one);
        cache.put(BANK, Sessions.client(NOON, 2));
        cache.invalidate(SHOP);
        cache.invalidate(key("nobody"));

        assertThat(cache.take(SHOP, NOON)).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> one.session().psk().bytes());
        assertThat(cache.size()).isOne();
        assertThat(cache.toString()).isEqualTo("1 of at most 10 sessions");
        SessionCache none = SessionCache.none();
        none.put(SHOP, Sessions.client(NOON, 3));
        assertThat(none.take(SHOP, NOON)).isEmpty();
    }

    @Test
    void ofManyThreadsNoTwoGetTheSameTicket() throws Exception {
        BoundedSessionCache shared = new BoundedSessionCache(1000, 1000, 1 << 24);
        Set<Bytes> taken = ConcurrentHashMap.newKeySet();
        List<Callable<Integer>> work = IntStream.range(0, 8)
                .mapToObj(thread -> (Callable<Integer>) () -> {
                    int mine = 0;
                    for (int i = 0; i < 100; i++) {
                        shared.put(SHOP, Sessions.client(NOON, 1000 * thread + i));
                        var got = shared.take(SHOP, NOON);
                        mine += got.isPresent() && taken.add(got.get().ticket()) ? 1 : 0;
                    }
                    return mine;
                })
                .toList();
        int total = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : threads.invokeAll(work)) {
                total += result.get();
            }
        }
        assertThat(total).isEqualTo(800);
        assertThat(shared.size()).isZero();
    }

    private String taken(SessionKey key, Instant now) {
        return cache.take(key, now).map(session -> session.ticket().toLatin1()).orElse("");
    }

    private static SessionKey key(String host) {
        return SessionKey.of(host, 443, List.of("h2"), Bytes.ofHex("00"));
    }
}
