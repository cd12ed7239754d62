// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Idle channels hold little, even after they carried much. */
@Timeout(300)
final class IdleMemoryTest {
    private static final int PAIRS = 200;
    private static final int LARGE = 16_000;

    private static final int PATIENCE_SECONDS = 60;

    /** Less than a large buffer, more than the share in the pool of them, which is 5.3 KB. */
    private static final long ALLOWANCE = 10_000;

    @Test
    void holdsNoLargeBufferWhileNothingHappens() throws Exception {
        List<Pair> pairs = new ArrayList<>();
        List<FutureTask<byte[]>> readers = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            Pair pair = Pair.open();
            pairs.add(pair);
            readers.add(Pair.start(() -> TlsChannelTest.read(pair.client(), LARGE + 2)));
            pair.server().write(ByteBuffer.allocate(1));
        }
        try {
            Thread.sleep(200);
            long before = heapAfterCollection();
            for (Pair pair : pairs) {
                pair.server().write(ByteBuffer.allocate(LARGE));
            }
            // Large buffers go back after a second of silence
            long perPair = Long.MAX_VALUE;
            for (int i = 0; i < PATIENCE_SECONDS && perPair >= ALLOWANCE; i++) {
                Thread.sleep(1000);
                perPair = (heapAfterCollection() - before) / PAIRS;
            }
            assertThat(perPair).as("what a pair holds more than before").isLessThan(ALLOWANCE);
        } finally {
            for (Pair pair : pairs) {
                pair.close();
            }
        }
        for (FutureTask<byte[]> reader : readers) {
            Pair.failure(reader);
        }
    }

    private static long heapAfterCollection() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
