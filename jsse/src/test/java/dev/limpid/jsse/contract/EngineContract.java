// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/** {@link SSLEngine}: its life, its statuses and its sessions. */
abstract class EngineContract extends Contract {
    private static final String NO_SUITE = "SSL_NULL_WITH_NULL_NULL";

    EngineContract(Subject subject) {
        super(subject);
    }

    @Test
    void aNewEngineIsNotHandshaking() throws Exception {
        SSLEngine engine = subject.visitor().createSSLEngine("shop.lab", 8443);
        assertThat(engine.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
        assertThat(engine.getPeerHost()).isEqualTo("shop.lab");
        assertThat(engine.getPeerPort()).isEqualTo(8443);
        assertThat(engine.getDelegatedTask()).isNull();
        assertThat(engine.isInboundDone()).isFalse();
        assertThat(engine.isOutboundDone()).isFalse();
        assertThat(engine.getEnableSessionCreation()).isTrue();
        assertThat(engine.getApplicationProtocol()).isNull();
        assertThat(engine.getHandshakeApplicationProtocol()).isNull();
    }

    @Test
    void anEngineWithoutAPeerNamesNone() throws Exception {
        SSLEngine engine = subject.visitor().createSSLEngine();
        assertThat(engine.getPeerHost()).isNull();
        assertThat(engine.getPeerPort()).isEqualTo(-1);
    }

    @Test
    void withoutAModeItRefusesToBegin() throws Exception {
        SSLContext context = subject.shop();
        ByteBuffer empty = ByteBuffer.allocate(0);
        ByteBuffer room = ByteBuffer.allocate(40_000);
        assertThatThrownBy(context.createSSLEngine()::beginHandshake).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> context.createSSLEngine().wrap(empty, room)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> context.createSSLEngine().unwrap(empty, room))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theModeIsWhatWasSetLast() throws Exception {
        SSLEngine engine = subject.shop().createSSLEngine();
        engine.setUseClientMode(true);
        assertThat(engine.getUseClientMode()).isTrue();
        engine.setUseClientMode(false);
        assertThat(engine.getUseClientMode()).isFalse();
    }

    @Test
    void theModeCannotChangeOnceTheHandshakeHasBegun() throws Exception {
        EnginePair pair = subject.pair();
        pair.client().engine().beginHandshake();
        pair.server().engine().beginHandshake();
        assertThatThrownBy(() -> pair.client().engine().setUseClientMode(false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pair.server().engine().setUseClientMode(true))
                .isInstanceOf(IllegalArgumentException.class);
        pair.handshake();
        assertThatThrownBy(() -> pair.client().engine().setUseClientMode(false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(pair.client().engine().getUseClientMode()).isTrue();
        pair.exchange();
    }

    @Test
    void aClientBeginsByWrappingAndAServerByUnwrapping() throws Exception {
        EnginePair pair = subject.pair();
        pair.client().engine().beginHandshake();
        pair.server().engine().beginHandshake();
        assertThat(pair.client().engine().getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_WRAP);
        assertThat(pair.server().engine().getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_UNWRAP);
        SSLEngineResult hello = pair.client().wrap(ByteBuffer.allocate(0));
        assertThat(hello.getStatus()).isEqualTo(Status.OK);
        assertThat(hello.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_UNWRAP);
        assertThat(hello.bytesProduced()).isPositive();
    }

    @Test
    void wrapAndUnwrapBeginByThemselves() throws Exception {
        EnginePair pair = subject.pair();
        SSLEngineResult hello = pair.client().wrap(ByteBuffer.allocate(0));
        assertThat(hello.bytesProduced()).isPositive();
        assertThat(pair.client().engine().getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_UNWRAP);
        pair.server().receive(pair.client().take());
        SSLEngineResult read = pair.server().unwrap();
        assertThat(read.getStatus()).isEqualTo(Status.OK);
        assertThat(read.bytesConsumed()).isPositive();
        pair.handshake().exchange();
    }

    @Test
    void noApplicationDataIsTakenBeforeTheHandshakeIsOver() throws Exception {
        EnginePair pair = subject.pair();
        ByteBuffer data = ByteBuffer.wrap(Text.QUESTION);
        SSLEngineResult hello = pair.client().wrap(data);
        assertThat(hello.bytesConsumed()).isZero();
        assertThat(data.position()).isZero();
        pair.handshake().exchange();
    }

    @Test
    void whoeverWrapsOutOfTurnIsToldToUnwrap() throws Exception {
        EnginePair pair = subject.pair();
        pair.client().wrap(ByteBuffer.allocate(0));
        SSLEngineResult again = pair.client().wrap(ByteBuffer.wrap(Text.QUESTION));
        assertThat(again.getStatus()).isEqualTo(Status.OK);
        assertThat(again.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_UNWRAP);
        assertThat(again.bytesProduced()).isZero();
        assertThat(again.bytesConsumed()).isZero();
        pair.handshake();
    }

    @Test
    void theStatusesComeInTheOrderThatTheTableSays() throws Exception {
        EnginePair pair = subject.pair().handshake();
        assertThat(pair.client().story()).containsExactlyElementsOf(Statuses.client(subject));
        assertThat(pair.server().story()).containsExactlyElementsOf(Statuses.server(subject));
    }

    @Test
    void eachEndReportsOnceThatItHasFinished() throws Exception {
        EnginePair pair = subject.pair().handshake();
        pair.exchange();
        if (subject.departs(Difference.FINISHED_ONCE)) {
            assertThat(pair.client().timesFinished()).isEqualTo(2);
            assertThat(pair.server().timesFinished()).isEqualTo(1);
            return;
        }
        assertThat(pair.client().timesFinished()).isEqualTo(1);
        assertThat(pair.server().timesFinished()).isEqualTo(1);
    }

    @Test
    void theStatusOfTheEngineIsThatOfTheLastResult() throws Exception {
        EnginePair pair = subject.pair();
        SSLEngineResult hello = pair.client().wrap(ByteBuffer.allocate(0));
        assertThat(pair.client().engine().getHandshakeStatus()).isEqualTo(hello.getHandshakeStatus());
        pair.server().receive(pair.client().take());
        SSLEngineResult read = pair.server().unwrap();
        assertThat(pair.server().engine().getHandshakeStatus()).isEqualTo(read.getHandshakeStatus());
    }

    @Test
    void ticketsAreInvisibleInTheStatuses() throws Exception {
        EnginePair pair = subject.pair().handshake();
        long before = pair.client().story().size();
        pair.exchange();
        assertThat(pair.client()
                        .story()
                        .subList((int) before, pair.client().story().size()))
                .allMatch(line -> line.endsWith("OK NOT_HANDSHAKING"));
    }

    @Test
    void anotherHandshakeDoesNotDisturbTheData() throws Exception {
        EnginePair pair = subject.pair().handshake();
        pair.exchange();
        pair.client().engine().beginHandshake();
        pair.run().exchange();
        pair.server().engine().beginHandshake();
        pair.run().exchange();
        assertThat(pair.client().engine().getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
        assertThat(pair.server().engine().getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
    }

    @Test
    void theSessionIsEmptyUntilTheHandshakeIsOver() throws Exception {
        EnginePair pair = subject.pair();
        SSLEngine client = pair.client().engine();
        assertThat(client.getSession().getCipherSuite()).isEqualTo(NO_SUITE);
        assertThat(client.getHandshakeSession()).isNull();
        pair.client().wrap(ByteBuffer.allocate(0));
        assertThat(client.getSession().getCipherSuite()).isEqualTo(NO_SUITE);
        pair.handshake();
        assertThat(client.getSession().getCipherSuite()).startsWith("TLS_");
        assertThat(client.getHandshakeSession()).isNull();
        assertThat(pair.server().engine().getHandshakeSession()).isNull();
    }

    @Test
    void theSizesOfAnEmptySessionAreEnoughForTheHandshake() throws Exception {
        SSLSession session = subject.pair().client().engine().getSession();
        assertThat(session.getPacketBufferSize()).isGreaterThanOrEqualTo(16_384 + 256 + 5);
        assertThat(session.getApplicationBufferSize()).isGreaterThanOrEqualTo(16_384);
    }

    @Test
    void theHandshakeSessionIsThereWhileTheServerIsChecked() throws Exception {
        EnginePair pair = subject.pair();
        pair.client().wrap(ByteBuffer.allocate(0));
        pair.server().receive(pair.client().take());
        pair.server().work();
        pair.server().take();
        SSLSession session = pair.server().engine().getHandshakeSession();
        assertThat(session).as("the server's, its flight sent").isNotNull();
        assertThat(session.getProtocol()).isEqualTo(Subject.TLS13);
        assertThat(session.getCipherSuite()).startsWith("TLS_");
        assertThat(session.getPeerHost()).isEqualTo(pair.server().engine().getPeerHost());
    }
}
