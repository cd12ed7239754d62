// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/**
 * Connections under torture: random buffer sizes, random order of calls, random threads, random closes. Some seconds of it, or
 * {@code -Dlimpid.torture.handshakes=100000}; {@code -Dlimpid.torture.seed=…} repeats a run, whose seed is printed.
 */
abstract class TortureContract extends Contract {
    private static final Duration SHORT = Duration.ofSeconds(4);
    private static final int HANDSHAKES = Integer.getInteger("limpid.torture.handshakes", 0);
    private static final int SESSIONS = 100;
    private static final long LEAK = 24L << 20;

    private final long seed = Long.getLong("limpid.torture.seed", new Random().nextLong());

    TortureContract(Subject subject) {
        super(subject);
    }

    private interface Round {
        SSLEngine run(SSLContext clients, SSLContext servers, long seed) throws Exception;
    }

    @Test
    @Timeout(7_200)
    void aConnectionSurvivesAnyOrderOfCalls(TestReporter reporter) throws Exception {
        torture(reporter, HANDSHAKES, (clients, servers, each) -> {
            TortureRound round = new TortureRound(subject, clients, servers, each);
            round.run();
            return round.client();
        });
    }

    @Test
    @Timeout(7_200)
    void aConnectionSurvivesSeveralThreads(TestReporter reporter) throws Exception {
        torture(reporter, HANDSHAKES / 10, (clients, servers, each) -> {
            TortureThreads threads = new TortureThreads(subject, clients, servers, each);
            threads.run();
            return threads.client();
        });
    }

    private void torture(TestReporter reporter, int handshakes, Round round) throws Exception {
        reporter.publishEntry(subject + " torture", "-Dlimpid.torture.seed=" + seed);
        SSLContext clients = Offering.context(subject, Papers.CLIENT);
        SSLContext servers = Offering.context(subject, Papers.SHOP);
        clients.getClientSessionContext().setSessionCacheSize(SESSIONS);
        servers.getServerSessionContext().setSessionCacheSize(SESSIONS);
        List<WeakReference<SSLEngine>> engines = new ArrayList<>();
        long end = System.nanoTime() + SHORT.toNanos();
        int count = 0;
        long before = 0;
        while (HANDSHAKES > 0 ? count < handshakes : System.nanoTime() < end) {
            long each = seed + count;
            try {
                engines.add(new WeakReference<>(round.run(clients, servers, each)));
            } catch (Exception | AssertionError failure) {
                throw new AssertionError("round " + count + ", -Dlimpid.torture.seed=" + each, failure);
            }
            count++;
            if (count == 200) {
                before = used();
            }
        }
        reporter.publishEntry(subject + " torture", count + " connections");
        assertThat(used() - before).as("bytes kept").isLessThan(before == 0 ? Long.MAX_VALUE : LEAK);
        long alive = engines.stream().filter(each -> each.get() != null).count();
        assertThat(alive).as("engines kept of %d", count).isLessThanOrEqualTo(SESSIONS);
    }

    private static long used() throws InterruptedException {
        for (int time = 0; time < 3; time++) {
            System.gc();
            Thread.sleep(20);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
