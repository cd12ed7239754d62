// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link SSLEngine#wrap} and {@link SSLEngine#unwrap}: every kind of buffer, every size, every wrong argument. */
abstract class EngineBuffersContract extends Contract {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    EngineBuffersContract(Subject subject) {
        super(subject);
    }

    /** Where a buffer lies. */
    enum Kind {
        HEAP,
        DIRECT,
        SLICED,
        SLICED_DIRECT;

        ByteBuffer allocate(int size) {
            return switch (this) {
                case HEAP -> ByteBuffer.allocate(size);
                case DIRECT -> ByteBuffer.allocateDirect(size);
                case SLICED -> ByteBuffer.allocate(size + 30).slice(13, size);
                case SLICED_DIRECT -> ByteBuffer.allocateDirect(size + 30).slice(7, size);
            };
        }

        ByteBuffer holding(byte[] bytes) {
            return allocate(bytes.length).put(bytes).flip();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyKindOfBufferWillDo(Kind kind) throws Exception {
        EnginePair pair = subject.pair().handshake();
        byte[] data = Text.ofLength(40_000);
        ByteBuffer source = kind.holding(data);
        ByteBuffer received = kind.allocate(80_000);
        while (source.hasRemaining()) {
            ByteBuffer packet = kind.allocate(packetSize(pair.client()));
            new Checked(pair.client().engine()).wrap(packet, source);
            packet.flip();
            while (packet.hasRemaining()) {
                new Checked(pair.server().engine()).unwrap(packet, received);
            }
        }
        assertThat(bytes(received.flip())).isEqualTo(data);
    }

    @ParameterizedTest
    @EnumSource
    void aSourceMayBeReadOnly(Kind kind) throws Exception {
        EnginePair pair = subject.pair().handshake();
        byte[] data = Text.ofLength(1_000);
        ByteBuffer packet = ByteBuffer.allocate(packetSize(pair.client()));
        new Checked(pair.client().engine()).wrap(packet, kind.holding(data).asReadOnlyBuffer());
        ByteBuffer received = ByteBuffer.allocate(20_000);
        ByteBuffer readOnly = kind.holding(bytes(packet.flip())).asReadOnlyBuffer();
        new Checked(pair.server().engine()).unwrap(readOnly, received);
        assertThat(bytes(received.flip())).isEqualTo(data);
    }

    @Test
    void aTargetMustNotBeReadOnly() throws Exception {
        EnginePair pair = subject.pair().handshake();
        ByteBuffer target = ByteBuffer.allocate(20_000).asReadOnlyBuffer();
        SSLEngine engine = pair.client().engine();
        assertThatThrownBy(() -> engine.wrap(ByteBuffer.wrap(Text.QUESTION), target))
                .isInstanceOf(ReadOnlyBufferException.class);
        pair.server().send(Text.ANSWER);
        ByteBuffer packet = ByteBuffer.wrap(pair.server().take());
        assertThatThrownBy(() -> engine.unwrap(packet, target)).isInstanceOf(ReadOnlyBufferException.class);
        assertThatThrownBy(() -> engine.unwrap(packet, new ByteBuffer[] {ByteBuffer.allocate(20_000), target}))
                .isInstanceOf(ReadOnlyBufferException.class);
        ByteBuffer received = ByteBuffer.allocate(20_000);
        engine.unwrap(packet, received);
        assertThat(bytes(received.flip())).as("after the refusals").isEqualTo(Text.ANSWER);
    }

    @Test
    void nothingIsNoBuffer() throws Exception {
        SSLEngine engine = subject.pair().handshake().client().engine();
        ByteBuffer room = ByteBuffer.allocate(20_000);
        ByteBuffer[] holes = {NOTHING, null};
        assertThatThrownBy(() -> engine.wrap((ByteBuffer) null, room)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.wrap(NOTHING, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.wrap((ByteBuffer[]) null, room)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.wrap(holes, room)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.wrap(null, 0, 0, room)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.unwrap(null, room)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.unwrap(NOTHING, (ByteBuffer) null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.unwrap(NOTHING, (ByteBuffer[]) null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.unwrap(NOTHING, holes)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.unwrap(NOTHING, null, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHoleOutsideTheNamedBuffersDoesNotMatter() throws Exception {
        EnginePair pair = subject.pair().handshake();
        ByteBuffer packet = ByteBuffer.allocate(packetSize(pair.client()));
        ByteBuffer[] sources = {null, ByteBuffer.wrap(Text.QUESTION), null};
        SSLEngineResult wrapped = pair.client().engine().wrap(sources, 1, 1, packet);
        assertThat(wrapped.bytesConsumed()).isEqualTo(Text.QUESTION.length);
        ByteBuffer received = ByteBuffer.allocate(20_000);
        pair.server().engine().unwrap(packet.flip(), new ByteBuffer[] {null, received, null}, 1, 1);
        assertThat(bytes(received.flip())).isEqualTo(Text.QUESTION);
    }

    @Test
    void offsetAndLengthMustLieInTheArray() throws Exception {
        SSLEngine engine = subject.pair().handshake().client().engine();
        ByteBuffer[] two = {ByteBuffer.allocate(10), ByteBuffer.allocate(10)};
        ByteBuffer room = ByteBuffer.allocate(20_000);
        for (int[] wrong : new int[][] {{-1, 1}, {0, -1}, {0, 3}, {2, 1}, {3, 0}, {1, 2}, {1, Integer.MAX_VALUE}}) {
            assertThatThrownBy(() -> engine.wrap(two, wrong[0], wrong[1], room))
                    .as("wrap %s", Arrays.toString(wrong))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> engine.unwrap(NOTHING, two, wrong[0], wrong[1]))
                    .as("unwrap %s", Arrays.toString(wrong))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void wrapGathersTheNamedBuffersInOrder() throws Exception {
        EnginePair pair = subject.pair().handshake();
        ByteBuffer[] sources = {text("never"), text("one "), NOTHING, text("two "), text("three"), text("never")};
        ByteBuffer packet = ByteBuffer.allocate(packetSize(pair.client()));
        SSLEngineResult result = pair.client().engine().wrap(sources, 1, 4, packet);
        assertThat(result.bytesConsumed()).isEqualTo(13);
        assertThat(sources[0].position() + sources[5].position()).isZero();
        pair.server().receive(bytes(packet.flip()));
        pair.server().work();
        assertThat(pair.server().received()).asString().isEqualTo("one two three");
    }

    @Test
    void unwrapScattersIntoTheNamedBuffersInOrder() throws Exception {
        EnginePair pair = subject.pair().handshake();
        pair.client().send("one two three".getBytes(StandardCharsets.UTF_8));
        ByteBuffer[] targets = {room(9), room(4), room(0), room(3), room(100), room(9)};
        SSLEngineResult result =
                pair.server().engine().unwrap(ByteBuffer.wrap(pair.client().take()), targets, 1, 4);
        assertThat(result.getStatus()).isEqualTo(Status.OK);
        assertThat(result.bytesProduced()).isEqualTo(13);
        assertThat(targets[0].position() + targets[5].position()).isZero();
        assertThat(new String(bytes(targets[1].flip()), StandardCharsets.UTF_8)).isEqualTo("one ");
        assertThat(new String(bytes(targets[3].flip()), StandardCharsets.UTF_8)).isEqualTo("two");
        assertThat(new String(bytes(targets[4].flip()), StandardCharsets.UTF_8)).isEqualTo(" three");
    }

    @Test
    void noBuffersAtAllTakeNoData() throws Exception {
        EnginePair pair = subject.pair().handshake();
        pair.client().send(Text.QUESTION);
        ByteBuffer packet = ByteBuffer.wrap(pair.client().take());
        SSLEngineResult result = pair.server().engine().unwrap(packet, new ByteBuffer[0], 0, 0);
        assertThat(result.getStatus()).isEqualTo(Status.BUFFER_OVERFLOW);
        assertThat(packet.position()).isZero();
        pair.server().receive(bytes(packet));
        pair.server().work();
        assertThat(pair.server().received()).isEqualTo(Text.QUESTION);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 5, 20})
    void aPacketThatHasNoRoomIsRefusedAndRepeatedInTheRoomThatTheSessionNames(int room) throws Exception {
        EnginePair pair = subject.pair().handshake();
        byte[] data = Text.ofLength(5_000);
        ByteBuffer source = ByteBuffer.wrap(data);
        SSLEngineResult refused = new Checked(pair.client().engine()).wrap(ByteBuffer.allocate(room), source);
        assertThat(refused.getStatus()).isEqualTo(Status.BUFFER_OVERFLOW);
        assertThat(source.position()).isZero();
        SSLEngineResult taken = pair.client().wrap(source);
        assertThat(taken.getStatus()).isEqualTo(Status.OK);
        assertThat(source.hasRemaining()).isFalse();
        pair.run();
        assertThat(pair.server().received()).isEqualTo(data);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_999})
    void dataThatHasNoRoomIsRefusedAndComesInTheRoomThatTheSessionNames(int room) throws Exception {
        EnginePair pair = subject.pair().handshake();
        byte[] data = Text.ofLength(5_000);
        pair.client().send(data);
        ByteBuffer packet = ByteBuffer.wrap(pair.client().take());
        SSLEngineResult refused = new Checked(pair.server().engine()).unwrap(packet, ByteBuffer.allocate(room));
        assertThat(refused.getStatus()).isEqualTo(Status.BUFFER_OVERFLOW);
        assertThat(refused.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
        ByteBuffer target =
                ByteBuffer.allocate(pair.server().engine().getSession().getApplicationBufferSize());
        SSLEngineResult taken = new Checked(pair.server().engine()).unwrap(packet, target);
        assertThat(taken.getStatus()).isEqualTo(Status.OK);
        assertThat(bytes(target.flip())).isEqualTo(data);
    }

    @Test
    void halfAPacketIsNotTouched() throws Exception {
        EnginePair pair = subject.pair().handshake();
        pair.client().send(Text.QUESTION);
        byte[] packet = pair.client().take();
        for (int length = 0; length < packet.length; length++) {
            ByteBuffer part = ByteBuffer.wrap(packet, 0, length);
            SSLEngineResult result = new Checked(pair.server().engine()).unwrap(part, room(20_000));
            assertThat(result.getStatus()).as("%d bytes", length).isEqualTo(Status.BUFFER_UNDERFLOW);
        }
        pair.server().receive(packet);
        pair.server().work();
        assertThat(pair.server().received()).isEqualTo(Text.QUESTION);
    }

    @Test
    void halfAHelloIsNotTouched() throws Exception {
        EnginePair pair = subject.pair();
        pair.client().wrap(NOTHING.duplicate());
        byte[] hello = pair.client().take();
        for (int length = 0; length < hello.length; length += 50) {
            ByteBuffer part = ByteBuffer.wrap(hello, 0, length);
            SSLEngineResult result = new Checked(pair.server().engine()).unwrap(part, room(20_000));
            assertThat(result.getStatus()).as("%d bytes", length).isEqualTo(Status.BUFFER_UNDERFLOW);
            assertThat(result.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_UNWRAP);
        }
        pair.server().receive(hello);
        pair.run();
        pair.handshake().exchange();
    }

    @Test
    void aHandshakePacketThatHasNoRoomWaits() throws Exception {
        EnginePair pair = subject.pair();
        SSLEngineResult refused =
                new Checked(pair.client().engine()).wrap(ByteBuffer.allocate(40), NOTHING.duplicate());
        assertThat(refused.getStatus()).isEqualTo(Status.BUFFER_OVERFLOW);
        assertThat(refused.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_WRAP);
        pair.handshake().exchange();
    }

    @Test
    void anUnwrapTakesOnePacketAtATime() throws Exception {
        EnginePair pair = subject.pair().handshake();
        pair.client().send(Text.QUESTION);
        pair.client().send(Text.ANSWER);
        ByteBuffer packets = ByteBuffer.wrap(pair.client().take());
        ByteBuffer target = room(40_000);
        new Checked(pair.server().engine()).unwrap(packets, target);
        assertThat(bytes(target.flip())).isEqualTo(Text.QUESTION);
        target.clear();
        new Checked(pair.server().engine()).unwrap(packets, target);
        assertThat(bytes(target.flip())).isEqualTo(Text.ANSWER);
        assertThat(packets.hasRemaining()).isFalse();
    }

    @Test
    void aWrapWithoutDataMakesAnEmptyPacketOrNone() throws Exception {
        EnginePair pair = subject.pair().handshake();
        SSLEngineResult result = pair.client().wrap(NOTHING.duplicate());
        assertThat(result.getStatus()).isEqualTo(Status.OK);
        assertThat(result.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
        assertThat(pair.run().server().received()).isEmpty();
        pair.exchange();
    }

    private static int packetSize(EngineEnd end) {
        return end.engine().getSession().getPacketBufferSize();
    }

    private static ByteBuffer room(int size) {
        return ByteBuffer.allocate(size);
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
