// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** Calls an engine, and checks at every call what the contract says of every call. */
record Checked(SSLEngine engine) {
    /** {@link SSLEngine#wrap(ByteBuffer[], int, int, ByteBuffer)} over all of {@code sources}. */
    SSLEngineResult wrap(ByteBuffer target, ByteBuffer... sources) throws SSLException {
        Measure from = Measure.of(sources);
        Measure to = Measure.of(target);
        SSLEngineResult result = engine.wrap(sources, 0, sources.length, target);
        check(result, from, to);
        assertThat(result.getStatus()).as("wrap").isNotEqualTo(Status.BUFFER_UNDERFLOW);
        assertThat(result.bytesProduced())
                .as("a packet")
                .isLessThanOrEqualTo(engine.getSession().getPacketBufferSize());
        if (result.getStatus() == Status.OK && result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            assertThat(result.bytesProduced())
                    .as("bytes of a wrap that asks for another: %s", result)
                    .isPositive();
        }
        return result;
    }

    /** {@link SSLEngine#unwrap(ByteBuffer, ByteBuffer[], int, int)} into all of {@code targets}. */
    SSLEngineResult unwrap(ByteBuffer source, ByteBuffer... targets) throws SSLException {
        Measure from = Measure.of(source);
        Measure to = Measure.of(targets);
        SSLEngineResult result = engine.unwrap(source, targets, 0, targets.length);
        check(result, from, to);
        return result;
    }

    private void check(SSLEngineResult result, Measure from, Measure to) {
        assertThat(result.bytesConsumed()).as("consumed: %s", result).isEqualTo(from.moved());
        assertThat(result.bytesProduced()).as("produced: %s", result).isEqualTo(to.moved());
        if (result.getStatus() == Status.BUFFER_OVERFLOW || result.getStatus() == Status.BUFFER_UNDERFLOW) {
            assertThat(result.bytesConsumed() + result.bytesProduced())
                    .as("bytes of a call that was refused: %s", result)
                    .isZero();
        }
        assertThat(engine.getHandshakeStatus()).as("outside a result").isNotEqualTo(HandshakeStatus.FINISHED);
        assertThat(result.getHandshakeStatus()).isNotEqualTo(HandshakeStatus.NEED_UNWRAP_AGAIN);
    }

    /** Where buffers stood before a call. */
    private record Measure(List<ByteBuffer> buffers, int remaining, int limits) {
        static Measure of(ByteBuffer... buffers) {
            List<ByteBuffer> all = List.of(buffers);
            return new Measure(all, sum(all, true), sum(all, false));
        }

        int moved() {
            assertThat(sum(buffers, false)).as("the limits").isEqualTo(limits);
            return remaining - sum(buffers, true);
        }

        private static int sum(List<ByteBuffer> buffers, boolean remaining) {
            int sum = 0;
            for (ByteBuffer buffer : buffers) {
                sum += remaining ? buffer.remaining() : buffer.limit();
            }
            return sum;
        }
    }
}
