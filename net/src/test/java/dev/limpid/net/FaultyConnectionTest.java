// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.observe.Side;
import dev.limpid.testkit.Fault;
import dev.limpid.testkit.Fault.Kind;
import dev.limpid.testkit.Fault.Unit;
import dev.limpid.testkit.HandshakeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever happens to the bytes between two sockets: both ends come to an end in time, never in a wrong success, never without the
 * authentic data that came before, and with one alert at most. {@link FaultyConnection} has the laws. The places of the faults are
 * drawn by lot; {@code -Dlimpid.seed=N} draws the same ones again, {@code -Dlimpid.long=true} many more.
 */
final class FaultyConnectionTest {
    private static final int SAMPLES = Boolean.getBoolean("limpid.long") ? 100 : 4;
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final int RECORDS = 12;
    private static final int AT_ONCE = 48;

    /** One fault and the future of the connection that it happens to. */
    private record Run(Fault fault, Future<FaultyConnection> connection) {}

    @ParameterizedTest
    @EnumSource
    void aConnectionThroughAProxyThatDoesNothingEndsWell(HandshakeKind kind) throws Exception {
        FaultyConnection sound = sound(kind);
        for (Side side : Side.values()) {
            assertThat(sound.side(side).alerts()).hasSize(1);
            assertThat(sound.side(side).received().isEmpty()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyByteMayArriveByItself(HandshakeKind kind) throws Exception {
        for (Side side : Side.values()) {
            assertThat(FaultyConnection.of(new Fault(Kind.CRUMBLE, Unit.BYTE, side, 0), kind)
                            .hasStruck())
                    .isTrue();
        }
    }

    @Test
    @Timeout(7200)
    void whateverHappensBothEndsKnowItInTime() throws Exception {
        long seed = Long.getLong("limpid.seed", new Random().nextLong());
        Random random = new Random(seed);
        List<Run> runs = new ArrayList<>();
        Semaphore slots = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (HandshakeKind kind : HandshakeKind.values()) {
                FaultyConnection sound = sound(kind);
                for (int i = 0; i < SAMPLES * KINDS.size(); i++) {
                    Fault fault = draw(random, KINDS.get(i % KINDS.size()), sound);
                    slots.acquire();
                    runs.add(new Run(fault, threads.submit(() -> {
                        try {
                            return FaultyConnection.of(fault, kind);
                        } finally {
                            slots.release();
                        }
                    })));
                }
            }
        }
        System.out.println("Faults over sockets: " + runs.size() + " with -Dlimpid.seed=" + seed);
        int noticed = 0;
        int harmful = 0;
        for (Run run : runs) {
            FaultyConnection connection = run.connection().get();
            boolean harm = connection.hasStruck() && !run.fault().kind().isHarmless();
            harmful += harm ? 1 : 0;
            noticed += harm && !connection.endedWell() ? 1 : 0;
        }
        // What is not noticed: the versions of plaintext records, and early data that is skipped unseen.
        assertThat(noticed).isGreaterThan(harmful / 2);
    }

    private static FaultyConnection sound(HandshakeKind kind) throws Exception {
        return FaultyConnection.of(new Fault(Kind.SPLIT, Unit.BYTE, Side.CLIENT, Integer.MAX_VALUE), kind);
    }

    private static Fault draw(Random random, Kind kind, FaultyConnection sound) {
        Side side = random.nextBoolean() ? Side.CLIENT : Side.SERVER;
        boolean whole = random.nextInt(4) == 0;
        int units = whole ? RECORDS : (int) sound.side(side).said();
        return new Fault(kind, whole ? Unit.RECORD : Unit.BYTE, side, random.nextInt(units));
    }
}
