// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * One end of a connection that is treated badly: it is called out of turn, with too little room and half of what came. What it says to the other end is
 * checked byte for byte there.
 */
final class TortureEnd {
    private static final int LAST_WORDS = 10;

    private final SSLEngine engine;
    private final Checked calls;
    private final Random random;
    private final ByteBuffer unsent;
    private final byte[] expected;
    private ByteBuffer incoming = ByteBuffer.allocate(0);
    private ByteBuffer outgoing = ByteBuffer.allocate(1 << 17);
    private int read;
    private long finished;
    private boolean failed;

    /** An end that sends {@code data} and has to hear {@code expected}. */
    TortureEnd(SSLEngine engine, Random random, byte[] data, byte[] expected) {
        this.engine = engine;
        calls = new Checked(engine);
        this.random = random;
        unsent = ByteBuffer.wrap(data);
        this.expected = expected;
    }

    SSLEngine engine() {
        return engine;
    }

    /** Whether this end has shaken hands, and has said and heard all. */
    boolean isSatisfied() {
        return finished > 0 && !unsent.hasRemaining() && read == expected.length;
    }

    boolean hasFailed() {
        return failed;
    }

    /** How often the engine reported a handshake as finished. */
    long timesFinished() {
        return finished;
    }

    /** Whether nothing goes in or out any more. */
    boolean isDone() {
        return engine.isInboundDone() && engine.isOutboundDone();
    }

    /** Bytes of the other end. */
    void receive(byte[] bytes) {
        if (bytes.length > 0) {
            ByteBuffer both = ByteBuffer.allocate(incoming.remaining() + bytes.length);
            incoming = both.put(incoming).put(bytes).flip();
        }
    }

    byte[] take() {
        byte[] bytes = Arrays.copyOf(outgoing.array(), outgoing.position());
        outgoing.clear();
        return bytes;
    }

    /** The end of the other end's bytes. Whether that moved anything. */
    boolean endOfStream() throws SSLException {
        if (incoming.hasRemaining() && !engine.isInboundDone()
                || engine.isInboundDone()
                || engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            return false;
        }
        guarded(engine::closeInbound);
        return true;
    }

    /** Something, whether the engine asked for it or not. Whether it moved anything. */
    boolean anything() throws SSLException {
        return switch (random.nextInt(5)) {
            case 0, 1 ->
                wrap(size(), unsent.duplicate().limit(unsent.position() + random.nextInt(unsent.remaining() + 1)));
            case 2, 3 ->
                unwrap(
                        random.nextInt(3) == 0 ? random.nextInt(incoming.remaining() + 1) : incoming.remaining(),
                        size());
            default -> runTasks(1);
        };
    }

    /** What the engine asks for, with all the room that it may want. Whether it moved anything. */
    boolean fairly() throws SSLException {
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            return runTasks(Integer.MAX_VALUE);
        }
        boolean wrapped = !engine.isOutboundDone()
                && engine.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP
                && wrap(engine.getSession().getPacketBufferSize(), unsent.duplicate());
        return unwrap(incoming.remaining(), engine.getSession().getApplicationBufferSize()) || wrapped;
    }

    private int size() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> random.nextInt(100);
            case 3 -> random.nextInt(5_000);
            default -> engine.getSession().getPacketBufferSize() + random.nextInt(3);
        };
    }

    private boolean wrap(int room, ByteBuffer source) throws SSLException {
        if (outgoing.remaining() < 40_000) {
            return false;
        }
        HandshakeStatus before = engine.getHandshakeStatus();
        ByteBuffer target = outgoing.slice(outgoing.position(), Math.min(room, 40_000));
        ByteBuffer[] sources = split(source);
        int length = source.remaining();
        guarded(() -> count(calls.wrap(target, sources)));
        outgoing.position(outgoing.position() + target.position());
        int taken =
                length - Arrays.stream(sources).mapToInt(ByteBuffer::remaining).sum();
        unsent.position(unsent.position() + taken);
        return taken + target.position() > 0 || engine.getHandshakeStatus() != before;
    }

    private boolean unwrap(int offered, int room) throws SSLException {
        if (engine.isInboundDone() || failed) {
            return false;
        }
        HandshakeStatus before = engine.getHandshakeStatus();
        ByteBuffer source = incoming.slice(incoming.position(), offered);
        ByteBuffer[] targets = split(ByteBuffer.allocate(room));
        guarded(() -> {
            SSLEngineResult result = calls.unwrap(source, targets);
            count(result);
            if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                assertThat(room)
                        .as("room that was too little")
                        .isLessThan(engine.getSession().getApplicationBufferSize());
            }
        });
        incoming.position(incoming.position() + source.position());
        int produced = 0;
        for (ByteBuffer each : targets) {
            each.flip();
            produced += each.remaining();
            check(each);
        }
        return source.position() + produced > 0 || engine.getHandshakeStatus() != before;
    }

    private void check(ByteBuffer data) {
        assertThat(read + data.remaining()).as("bytes heard").isLessThanOrEqualTo(expected.length);
        assertThat(data).isEqualTo(ByteBuffer.wrap(expected, read, data.remaining()));
        read += data.remaining();
    }

    private boolean runTasks(int most) {
        boolean ran = false;
        for (int count = 0; count < most; count++) {
            Runnable task = engine.getDelegatedTask();
            if (task == null) {
                break;
            }
            task.run();
            ran = true;
        }
        return ran;
    }

    /** One, two or three buffers in place of one. */
    private ByteBuffer[] split(ByteBuffer whole) {
        int cut = random.nextInt(whole.remaining() + 1);
        ByteBuffer head = whole.slice(whole.position(), cut);
        ByteBuffer tail = whole.slice(whole.position() + cut, whole.remaining() - cut);
        return switch (random.nextInt(3)) {
            case 0 -> new ByteBuffer[] {whole.slice()};
            case 1 -> new ByteBuffer[] {head, tail};
            default -> new ByteBuffer[] {head, ByteBuffer.allocate(0), tail};
        };
    }

    private void count(SSLEngineResult result) {
        if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
            finished++;
        }
    }

    private interface Call {
        void make() throws SSLException;
    }

    /** Makes the call; if it fails, lets the engine say its last words, which have to come to an end. */
    private void guarded(Call call) throws SSLException {
        try {
            call.make();
        } catch (SSLException failure) {
            failed = true;
            for (int turn = 0; turn < LAST_WORDS && !engine.isOutboundDone(); turn++) {
                lastWord();
            }
            throw failure;
        }
    }

    private void lastWord() {
        engine.closeOutbound();
        ByteBuffer target = outgoing.slice(outgoing.position(), outgoing.remaining());
        try {
            runTasks(Integer.MAX_VALUE);
            calls.wrap(target, ByteBuffer.allocate(0));
        } catch (SSLException again) {
            assertThat(again).isNotNull();
        }
        outgoing.position(outgoing.position() + target.position());
    }
}
