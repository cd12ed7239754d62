// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One end of a connection: an engine, what came for it and what it has for the other end. It does what the engine's status asks for. */
final class EngineEnd {
    private static final int LAST_WORDS = 8;

    private final SSLEngine engine;
    private final Checked calls;
    private final List<String> story = new ArrayList<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final ByteArrayOutputStream outgoing = new ByteArrayOutputStream();
    private ByteBuffer incoming = ByteBuffer.allocate(0);
    private @Nullable SSLException failure;

    EngineEnd(SSLEngine engine) {
        this.engine = engine;
        calls = new Checked(engine);
    }

    SSLEngine engine() {
        return engine;
    }

    /** What was asked and answered: {@code wrap OK NEED_UNWRAP}, {@code task NEED_WRAP} and so on. */
    List<String> story() {
        return story;
    }

    /** How often a handshake was reported finished. */
    long timesFinished() {
        return story.stream().filter(line -> line.endsWith("FINISHED")).count();
    }

    /** Why the engine gave up, if it did. */
    Optional<SSLException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Adds bytes of the other end. */
    void receive(byte[] bytes) {
        ByteBuffer both = ByteBuffer.allocate(incoming.remaining() + bytes.length);
        incoming = both.put(incoming).put(bytes).flip();
    }

    /** The bytes that came and were not taken in. */
    int waiting() {
        return incoming.remaining();
    }

    /** Takes what is for the other end. */
    byte[] take() {
        byte[] bytes = outgoing.toByteArray();
        outgoing.reset();
        return bytes;
    }

    /** Takes the application data that came so far. */
    byte[] received() {
        byte[] bytes = received.toByteArray();
        received.reset();
        return bytes;
    }

    /** Does what is asked for until that is to wait. Fails with the engine's exception, after its last words. */
    void work() throws SSLException {
        for (int turn = 0; turn < EnginePair.TURNS; turn++) {
            if (!turn()) {
                return;
            }
        }
        throw new AssertionError("the engine turns without end: " + story.subList(story.size() - 20, story.size()));
    }

    /** One step; whether anything moved. */
    boolean turn() throws SSLException {
        if (failure != null) {
            return false;
        }
        try {
            return switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> moved(wrap(ByteBuffer.allocate(0)));
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED ->
                    incoming.hasRemaining() && !engine.isInboundDone() && moved(unwrap());
            };
        } catch (SSLException failed) {
            failure = failed;
            lastWords();
            throw failed;
        }
    }

    /** Wraps once, with room for a packet. */
    SSLEngineResult wrap(ByteBuffer... sources) throws SSLException {
        ByteBuffer target = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        SSLEngineResult result = calls.wrap(target, sources);
        outgoing.write(target.array(), 0, target.position());
        return told("wrap", result);
    }

    /** Wraps all of {@code data}. */
    void send(byte[] data) throws SSLException {
        ByteBuffer source = ByteBuffer.wrap(data);
        while (source.hasRemaining()) {
            SSLEngineResult result = wrap(source);
            if (result.getStatus() != Status.OK || !moved(result)) {
                throw new AssertionError("can't send: " + result);
            }
        }
    }

    /** Unwraps once, with room for a packet's data. */
    SSLEngineResult unwrap() throws SSLException {
        ByteBuffer target = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        SSLEngineResult result = calls.unwrap(incoming, target);
        received.write(target.array(), 0, target.position());
        return told("unwrap", result);
    }

    /** Runs the tasks that there are; whether there were any. */
    boolean runTasks() {
        boolean ran = false;
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
            story.add("task " + engine.getHandshakeStatus());
            ran = true;
        }
        return ran;
    }

    /** Says that nothing more is to be sent, and takes what the engine has to say to that. */
    void close() throws SSLException {
        engine.closeOutbound();
        for (int turn = 0; turn < LAST_WORDS && !engine.isOutboundDone(); turn++) {
            wrap(ByteBuffer.allocate(0));
        }
    }

    private void lastWords() {
        for (int turn = 0; turn < LAST_WORDS && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP; turn++) {
            try {
                wrap(ByteBuffer.allocate(0));
            } catch (SSLException again) {
                // The alert comes with the next
                story.add("wrap throws again");
            }
        }
    }

    private SSLEngineResult told(String call, SSLEngineResult result) {
        story.add(call + " " + result.getStatus() + " " + result.getHandshakeStatus());
        return result;
    }

    private static boolean moved(SSLEngineResult result) {
        return result.getStatus() != Status.BUFFER_UNDERFLOW
                && (result.bytesConsumed() > 0
                        || result.bytesProduced() > 0
                        || result.getHandshakeStatus() == HandshakeStatus.NEED_TASK);
    }
}
