// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.jsse.LimpidParameters;
import dev.limpid.jsse.LimpidProvider;
import dev.limpid.jsse.LimpidSession;
import dev.limpid.observe.Event;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/** How a handshake ends, and what another one after it is. */
final class LimpidHandshakeTest {
    private static final Subject LIMPID = new Subject("Limpid", new LimpidProvider());

    @Test
    void aServerThatOwesNothingFinishesByAWrap() throws Exception {
        EnginePair pair = new EnginePair(
                Subject.client(LIMPID.context(Papers.CLIENT)), Subject.server(LIMPID.shop(), parameters -> {
                    parameters.setNeedClientAuth(true);
                    ((LimpidParameters) parameters).server(server -> server.ticketCount(0));
                }));
        pair.handshake();
        assertThat(pair.server().story())
                .containsExactly(
                        "unwrap OK NEED_TASK",
                        "task NEED_WRAP",
                        "wrap OK NEED_UNWRAP",
                        "unwrap OK NEED_UNWRAP",
                        "unwrap OK NEED_TASK",
                        "task NEED_WRAP",
                        "wrap OK FINISHED");
        pair.exchange();
        assertThat(pair.server().timesFinished()).isEqualTo(1);
    }

    @Test
    void handshakesThatAreBegunAgainAndAgainAreOneKeyUpdate() throws Exception {
        EnginePair pair = LIMPID.pair().handshake();
        for (int time = 0; time < 100; time++) {
            pair.client().engine().beginHandshake();
            if (pair.client().engine().getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                pair.client().wrap(ByteBuffer.allocate(0));
            }
        }
        pair.run().exchange();
        assertThat(updates(pair.server().engine().getSession()))
                .as("the client's and the answer")
                .isEqualTo(2);
        pair.client().engine().beginHandshake();
        pair.run().exchange();
        assertThat(updates(pair.server().engine().getSession()))
                .as("once the first was answered")
                .isEqualTo(4);
    }

    @Test
    void handshakesOfASocketThatAreBegunAgainAndAgainAreOneKeyUpdate() throws Exception {
        try (SocketPair pair = SocketPair.of(LIMPID.visitor(), LIMPID.shop())) {
            pair.handshake();
            for (int time = 0; time < 100; time++) {
                pair.client().startHandshake();
            }
            assertThat(SocketPair.send(pair.client(), pair.server(), Text.QUESTION))
                    .isEqualTo(Text.QUESTION);
            assertThat(SocketPair.send(pair.server(), pair.client(), Text.ANSWER))
                    .isEqualTo(Text.ANSWER);
            assertThat(updates(pair.server().getSession())).isEqualTo(2);
        }
    }

    private static long updates(SSLSession session) {
        return LimpidSession.of(session).report().entries().stream()
                .filter(entry -> entry.event() instanceof Event.KeyUpdated)
                .count();
    }
}
