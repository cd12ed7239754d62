// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** One connection with a thread that wraps and a thread that unwraps at each end, and one more for each task. */
final class TortureThreads {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final End client;
    private final End server;
    private final boolean closesEarly;
    private final AtomicLong movements = new AtomicLong();

    TortureThreads(Subject subject, SSLContext clients, SSLContext servers, long seed) {
        Random random = new Random(seed);
        byte[] question = Text.ofLength(1 + random.nextInt(100_000));
        byte[] answer = Text.ofLength(1 + random.nextInt(100_000));
        BlockingQueue<byte[]> up = new LinkedBlockingQueue<>();
        BlockingQueue<byte[]> down = new LinkedBlockingQueue<>();
        closesEarly = random.nextInt(5) == 0;
        int closesAfter = closesEarly ? random.nextInt(20) : Integer.MAX_VALUE;
        boolean clientCloses = random.nextBoolean();
        int packet = TortureRound.packetSize(subject, random);
        client = new End(TortureRound.client(clients, random, packet), question, answer, up, down, random.nextLong());
        server = new End(TortureRound.server(servers, random, packet), answer, question, down, up, random.nextLong());
        (clientCloses ? client : server).closesAfter = closesAfter;
    }

    SSLEngine client() {
        return client.engine;
    }

    void run() throws Exception {
        client.engine.beginHandshake();
        List<Future<Void>> threads = new ArrayList<>();
        for (End end : List.of(client, server)) {
            threads.add(SocketPair.elsewhere(end::wrapAll));
            threads.add(SocketPair.elsewhere(end::unwrapAll));
        }
        watch(threads);
        for (Future<Void> each : threads) {
            SocketPair.get(each);
        }
        for (End end : List.of(client, server)) {
            assertThat(end.engine.isInboundDone() && end.engine.isOutboundDone())
                    .as("closed")
                    .isTrue();
            assertThat(closesEarly || end.read.get() == end.expected.length)
                    .as("all heard")
                    .isTrue();
        }
    }

    /** Fails if nothing has moved for long. */
    private void watch(List<Future<Void>> threads) throws InterruptedException {
        long seen = -1;
        long since = System.nanoTime();
        while (!threads.stream().allMatch(Future::isDone)) {
            if (movements.get() != seen) {
                seen = movements.get();
                since = System.nanoTime();
            }
            if (System.nanoTime() - since > PATIENCE) {
                threads.forEach(each -> each.cancel(true));
                throw new AssertionError("stalled: client " + client + ", server " + server);
            }
            Thread.sleep(0, 200_000);
        }
    }

    private final class End {
        private final SSLEngine engine;
        private final Checked calls;
        private final ByteBuffer unsent;
        private final byte[] expected;
        private final BlockingQueue<byte[]> out;
        private final BlockingQueue<byte[]> in;
        private final long seed;
        private int closesAfter = Integer.MAX_VALUE;
        private final AtomicInteger read = new AtomicInteger();

        End(
                SSLEngine engine,
                byte[] data,
                byte[] expected,
                BlockingQueue<byte[]> out,
                BlockingQueue<byte[]> in,
                long seed) {
            this.engine = engine;
            calls = new Checked(engine);
            unsent = ByteBuffer.wrap(data);
            this.expected = expected;
            this.out = out;
            this.in = in;
            this.seed = seed;
        }

        /** Wraps all there is, then closes; an empty array is the end of the stream. */
        Void wrapAll() throws SSLException {
            Random random = new Random(seed);
            try {
                for (int turn = 0; !engine.isOutboundDone(); turn++) {
                    if (turn == closesAfter || !unsent.hasRemaining() && isOver()) {
                        engine.closeOutbound();
                    }
                    if (!wrapOnce(random)) {
                        runTasks();
                        LockSupport.parkNanos(20_000);
                    }
                }
            } catch (SSLException failure) {
                failed(failure);
            } finally {
                out.add(new byte[0]);
            }
            return null;
        }

        private boolean isOver() {
            return read.get() == expected.length || engine.isInboundDone();
        }

        private boolean wrapOnce(Random random) throws SSLException {
            int room = random.nextInt(3) == 0 ? random.nextInt(200) : 20_000;
            ByteBuffer packet = ByteBuffer.allocate(room);
            try {
                int consumed = calls.wrap(packet, unsent).bytesConsumed();
                if (consumed > 0) {
                    movements.incrementAndGet();
                }
                return consumed + packet.position() > 0;
            } finally {
                if (packet.position() > 0) {
                    movements.incrementAndGet();
                    byte[] bytes = new byte[packet.flip().remaining()];
                    packet.get(bytes);
                    out.add(bytes);
                }
            }
        }

        /** Unwraps all that comes until the end of the stream. */
        Void unwrapAll() throws Exception {
            Random random = new Random(seed + 1);
            ByteBuffer waiting = ByteBuffer.allocate(0);
            try {
                while (!engine.isInboundDone()) {
                    byte[] more = in.poll(50, TimeUnit.MICROSECONDS);
                    if (more != null && more.length == 0) {
                        in.add(more);
                        if (!unwrapOnce(waiting, random, true)
                                && engine.getHandshakeStatus() != HandshakeStatus.NEED_TASK) {
                            engine.closeInbound();
                        }
                        continue;
                    }
                    if (more != null) {
                        waiting = ByteBuffer.allocate(waiting.remaining() + more.length)
                                .put(waiting)
                                .put(more)
                                .flip();
                    }
                    unwrapOnce(waiting, random, false);
                }
            } catch (SSLException failure) {
                failed(failure);
            }
            return null;
        }

        private boolean unwrapOnce(ByteBuffer waiting, Random random, boolean fairly) throws SSLException {
            if (!waiting.hasRemaining()) {
                return false;
            }
            int offered =
                    fairly || random.nextBoolean() ? waiting.remaining() : random.nextInt(waiting.remaining() + 1);
            ByteBuffer source = waiting.slice(waiting.position(), offered);
            ByteBuffer target = ByteBuffer.allocate(fairly || random.nextInt(3) > 0 ? 40_000 : random.nextInt(100));
            int consumed = calls.unwrap(source, target).bytesConsumed();
            waiting.position(waiting.position() + consumed);
            target.flip();
            assertThat(target).isEqualTo(ByteBuffer.wrap(expected, read.get(), target.remaining()));
            read.addAndGet(target.remaining());
            boolean ran = runTasks();
            if (consumed > 0) {
                movements.incrementAndGet();
            }
            return consumed > 0 || ran;
        }

        private boolean runTasks() {
            boolean ran = false;
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                Thread.ofVirtual().start(task);
                movements.incrementAndGet();
                ran = true;
            }
            return ran;
        }

        /** A failure is in order if somebody closed early; the last words go out by the thread that wraps. */
        private void failed(SSLException failure) throws SSLException {
            if (!closesEarly) {
                throw failure;
            }
            engine.closeOutbound();
            movements.incrementAndGet();
        }

        @Override
        public String toString() {
            return engine.getHandshakeStatus() + ", " + unsent.remaining() + " to say, "
                    + (expected.length - read.get())
                    + " to hear" + (engine.isInboundDone() ? ", inbound done" : "")
                    + (engine.isOutboundDone() ? ", outbound done" : "");
        }
    }
}
