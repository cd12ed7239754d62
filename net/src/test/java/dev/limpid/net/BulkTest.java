// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Much data in both directions at once: two writers and two readers. */
@Timeout(600)
final class BulkTest {
    private static final long MEGABYTE = 1 << 20;

    @Test
    void carriesAHundredMegabytesBothWaysAtOnce() throws Exception {
        exchange(100 * MEGABYTE, 256 * 1024, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4})
    void carriesPiecesOfAllSizesBothWaysAtOnce(long seed) throws Exception {
        exchange(3 * MEGABYTE, 40_000, seed);
    }

    @Test
    void carriesTinyPieces() throws Exception {
        exchange(20_000, 7, 5);
    }

    private static void exchange(long total, int largest, long seed) throws Exception {
        try (Pair pair = Pair.open()) {
            FutureTask<?> a = Pair.start(() -> write(pair.client(), total, largest, seed));
            FutureTask<?> b = Pair.start(() -> write(pair.server(), total, largest, ~seed));
            FutureTask<Long> c = Pair.start(() -> readAndCompare(pair.server(), largest, seed));
            FutureTask<Long> d = Pair.start(() -> readAndCompare(pair.client(), largest, ~seed));
            a.get();
            b.get();
            assertThat(c.get()).as("seed %d", seed).isEqualTo(total);
            assertThat(d.get()).as("seed %d", seed).isEqualTo(total);
        }
    }

    private static long write(TlsChannel channel, long total, int largest, long seed) throws Exception {
        Random sizes = new Random(seed + 1);
        ByteBuffer piece = ByteBuffer.allocate(largest);
        long done = 0;
        while (done < total) {
            int size = (int) Math.min(total - done, 1 + sizes.nextInt(largest));
            piece.clear().limit(size);
            while (piece.hasRemaining()) {
                piece.put(at(seed, done++));
            }
            channel.write(piece.flip());
        }
        channel.shutdownOutput();
        return total;
    }

    private static long readAndCompare(TlsChannel channel, int largest, long seed) throws Exception {
        Random sizes = new Random(seed + 2);
        ByteBuffer piece = ByteBuffer.allocateDirect(largest);
        long done = 0;
        while (channel.read(piece.clear().limit(1 + sizes.nextInt(largest))) >= 0) {
            piece.flip();
            while (piece.hasRemaining()) {
                if (piece.get() != at(seed, done++)) {
                    throw new AssertionError("byte " + (done - 1) + " is wrong, seed " + seed);
                }
            }
        }
        return done;
    }

    /** The byte at {@code position} of a stream. */
    private static byte at(long seed, long position) {
        long mixed = (seed ^ position) * 0x9e3779b97f4a7c15L;
        return (byte) (mixed >>> 56);
    }
}
