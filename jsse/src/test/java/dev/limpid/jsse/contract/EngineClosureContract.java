// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link SSLEngine#closeOutbound} and {@link SSLEngine#closeInbound}: before, in and after the handshake, from either side. */
abstract class EngineClosureContract extends Contract {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    EngineClosureContract(Subject subject) {
        super(subject);
    }

    @Test
    void whoeverClosesBeforeTheHandshakeHasNothingToSay() throws Exception {
        EnginePair pair = subject.pair();
        SSLEngine client = pair.client().engine();
        client.closeOutbound();
        for (int turn = 0; turn < 3 && !client.isOutboundDone(); turn++) {
            pair.client().wrap(NOTHING.duplicate());
        }
        assertThat(client.isOutboundDone()).isTrue();
        SSLEngineResult result = pair.client().wrap(ByteBuffer.wrap(Text.QUESTION));
        assertThat(result.getStatus()).isEqualTo(Status.CLOSED);
        assertThat(result.bytesProduced() + result.bytesConsumed()).isZero();
    }

    @Test
    void closingTheInboundSideBeforeTheHandshakeIsNoTruncation() throws Exception {
        for (EngineEnd end : ends(subject.pair())) {
            end.engine().closeInbound();
            assertThat(end.engine().isInboundDone()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closeNotifyClosesOneDirectionAlone(boolean clientCloses) throws Exception {
        EnginePair pair = subject.pair().handshake();
        EngineEnd closer = clientCloses ? pair.client() : pair.server();
        EngineEnd other = clientCloses ? pair.server() : pair.client();
        closer.engine().closeOutbound();
        assertThat(closer.engine().isOutboundDone())
                .as("before the close_notify is out")
                .isFalse();
        assertThat(closer.engine().getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_WRAP);
        SSLEngineResult last = closer.wrap(NOTHING.duplicate());
        assertThat(last.getStatus()).isEqualTo(Status.CLOSED);
        assertThat(last.bytesProduced()).isPositive();
        assertThat(closer.engine().isOutboundDone()).isTrue();
        assertThat(closer.engine().isInboundDone()).isFalse();
        other.receive(closer.take());
        SSLEngineResult heard = other.unwrap();
        assertThat(heard.getStatus()).isEqualTo(Status.CLOSED);
        assertThat(heard.bytesConsumed()).isPositive();
        assertThat(other.engine().isInboundDone()).isTrue();
        assertThat(other.engine().isOutboundDone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dataStillFlowsTheOtherWay(boolean clientCloses) throws Exception {
        EnginePair pair = subject.pair().handshake();
        EngineEnd closer = clientCloses ? pair.client() : pair.server();
        EngineEnd other = clientCloses ? pair.server() : pair.client();
        closer.close();
        pair.run();
        byte[] data = Text.ofLength(50_000);
        assertThat(pair.send(other, data)).isEqualTo(data);
        other.close();
        pair.run();
        for (EngineEnd end : ends(pair)) {
            assertThat(end.engine().isInboundDone()).isTrue();
            assertThat(end.engine().isOutboundDone()).isTrue();
            assertThat(end.engine().getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
        }
    }

    @Test
    void whatWasClosedStaysClosed() throws Exception {
        EnginePair pair = subject.pair().handshake();
        pair.client().close();
        pair.run();
        pair.server().close();
        pair.run();
        for (EngineEnd end : ends(pair)) {
            end.engine().closeOutbound();
            end.engine().closeInbound();
            SSLEngineResult wrapped = end.wrap(ByteBuffer.wrap(Text.QUESTION));
            assertThat(wrapped.getStatus()).isEqualTo(Status.CLOSED);
            assertThat(wrapped.bytesConsumed() + wrapped.bytesProduced()).isZero();
            SSLEngineResult read = end.engine().unwrap(ByteBuffer.wrap(new byte[100]), ByteBuffer.allocate(20_000));
            assertThat(read.getStatus()).isEqualTo(Status.CLOSED);
            assertThat(read.bytesConsumed() + read.bytesProduced()).isZero();
        }
    }

    @Test
    void theEndOfTheStreamWithoutCloseNotifyIsAnError() throws Exception {
        for (EngineEnd end : ends(subject.pair().handshake())) {
            assertThatThrownBy(() -> end.engine().closeInbound()).isInstanceOf(SSLException.class);
            assertThat(end.engine().isInboundDone()).isTrue();
            end.engine().closeInbound();
            end.engine().closeOutbound();
            for (int turn = 0; turn < 4 && !end.engine().isOutboundDone(); turn++) {
                wrapQuietly(end);
            }
            assertThat(end.engine().isOutboundDone()).isTrue();
        }
    }

    @Test
    void theEndOfTheStreamInTheHandshakeIsAnError() throws Exception {
        EnginePair pair = subject.pair();
        pair.client().wrap(NOTHING.duplicate());
        assertThatThrownBy(() -> pair.client().engine().closeInbound()).isInstanceOf(SSLException.class);
        assertThat(pair.client().engine().isInboundDone()).isTrue();
    }

    @Test
    void closeInboundAfterCloseNotifyIsInOrder() throws Exception {
        EnginePair pair = subject.pair().handshake();
        pair.server().close();
        pair.run();
        pair.client().engine().closeInbound();
        assertThat(pair.client().engine().isInboundDone()).isTrue();
        assertThat(pair.client().engine().isOutboundDone()).isFalse();
        assertThat(pair.send(pair.client(), Text.QUESTION)).isEqualTo(Text.QUESTION);
    }

    @Test
    void dataBeforeCloseNotifyIsNotLost() throws Exception {
        EnginePair pair = subject.pair().handshake();
        pair.client().send(Text.QUESTION);
        pair.client().close();
        pair.run();
        assertThat(pair.server().received()).isEqualTo(Text.QUESTION);
        assertThat(pair.server().engine().isInboundDone()).isTrue();
    }

    @Test
    void whatComesAfterCloseNotifyIsNotRead() throws Exception {
        EnginePair pair = subject.pair().handshake();
        pair.client().close();
        byte[] closeNotify = pair.client().take();
        pair.server().receive(closeNotify);
        pair.server().receive(new byte[] {1, 2, 3, 4, 5});
        pair.server().work();
        assertThat(pair.server().engine().isInboundDone()).isTrue();
        assertThat(pair.server().waiting()).isEqualTo(5);
        assertThat(pair.server().failure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aClientThatClosesInTheHandshakeGetsToAnEnd(int turns) throws Exception {
        EnginePair pair = subject.pair();
        pair.client().engine().beginHandshake();
        for (int turn = 0; turn < turns; turn++) {
            pair.client().turn();
            pair.server().receive(pair.client().take());
            pair.server().work();
            pair.client().receive(pair.server().take());
        }
        pair.client().engine().closeOutbound();
        for (int turn = 0; turn < 20 && !pair.client().engine().isOutboundDone(); turn++) {
            pair.client().runTasks();
            wrapQuietly(pair.client());
        }
        assertThat(pair.client().engine().isOutboundDone()).isTrue();
        pair.settle();
        assertThat(pair.server().engine().isInboundDone()).isTrue();
    }

    @Test
    void aServerThatClosesBeforeItsFlightGetsToAnEnd() throws Exception {
        EnginePair pair = subject.pair();
        pair.client().wrap(NOTHING.duplicate());
        pair.server().receive(pair.client().take());
        pair.server().unwrap();
        pair.server().engine().closeOutbound();
        for (int turn = 0; turn < 20 && !pair.server().engine().isOutboundDone(); turn++) {
            pair.server().runTasks();
            wrapQuietly(pair.server());
        }
        assertThat(pair.server().engine().isOutboundDone()).isTrue();
        pair.settle();
        assertThat(pair.client().engine().isInboundDone()).isTrue();
    }

    @Test
    void garbageFailsTheHandshakeAndTheAlertGoesOut() throws Exception {
        EnginePair pair = subject.pair();
        pair.server().receive("GET / HTTP/1.1\r\nHost: shop.lab\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> pair.server().work()).isInstanceOf(SSLException.class);
        assertThat(pair.server().engine().isOutboundDone()).isTrue();
        assertThat(pair.server().engine().isInboundDone()).isTrue();
        assertThat(pair.server().engine().getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
    }

    @Test
    void aPacketThatDoesNotOpenEndsTheConnectionAndTheOtherHearsWhy() throws Exception {
        EnginePair pair = subject.pair().handshake();
        pair.client().send(Text.QUESTION);
        byte[] packet = pair.client().take();
        packet[packet.length - 1] ^= 1;
        pair.server().receive(packet);
        assertThatThrownBy(() -> pair.server().work()).isInstanceOf(SSLException.class);
        assertThat(pair.server().engine().isInboundDone()).isTrue();
        assertThat(pair.server().engine().isOutboundDone()).isTrue();
        byte[] alert = pair.server().take();
        assertThat(alert).isNotEmpty();
        pair.client().receive(alert);
        assertThatThrownBy(() -> pair.client().work())
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("bad_record_mac");
        assertThat(pair.client().engine().isInboundDone()).isTrue();
        assertThat(pair.client().engine().isOutboundDone()).isTrue();
    }

    @Test
    void aFailedHandshakeFailsAtBothEnds() throws Exception {
        EnginePair pair = EnginePair.of(subject.visitor(), subject.context(Papers.unknown()));
        pair.attempt();
        assertThat(pair.client().failure()).get().isInstanceOf(SSLHandshakeException.class);
        assertThat(pair.server().failure()).get().isInstanceOf(SSLException.class);
        for (EngineEnd end : ends(pair)) {
            assertThat(end.engine().isInboundDone()).isTrue();
            assertThat(end.engine().isOutboundDone()).isTrue();
            assertThat(end.engine().getSession().isValid()).isFalse();
        }
    }

    private static EngineEnd[] ends(EnginePair pair) {
        return new EngineEnd[] {pair.client(), pair.server()};
    }

    private static void wrapQuietly(EngineEnd end) {
        try {
            end.wrap(NOTHING.duplicate());
        } catch (SSLException alreadyKnown) {
            // What failed may be told again before the alert is out
        }
    }
}
