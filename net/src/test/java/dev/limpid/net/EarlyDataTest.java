// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.EarlyDataPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.observe.Observer;
import dev.limpid.session.BoundedSessionCache;
import dev.limpid.session.KeyRotation;
import dev.limpid.session.RecentBinders;
import dev.limpid.session.ReplayGuard;
import dev.limpid.session.StatelessTickets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Early data (0-RTT) over real sockets. */
@Timeout(120)
final class EarlyDataTest {
    private static final byte[] QUESTION = "GET /once-or-twice".getBytes(US_ASCII);
    private static final byte[] MORE = "and more".getBytes(US_ASCII);
    private static final int MOST = 1000;

    private final ClientConfig client = Lab.client().toBuilder()
            .sessionCache(BoundedSessionCache.standard())
            .earlyData(true)
            .build();
    private final ServerConfig server = Lab.server().toBuilder()
            .tickets(StatelessTickets.rotating(Lab.server().crypto(), KeyRotation.DEFAULT))
            .earlyData(policy(new RecentBinders(100, Instant.now().minus(Duration.ofHours(1)))))
            .build();

    @BeforeEach
    void meetOnce() throws Exception {
        try (Pair pair = Pair.open(Tcp.open(), client, server, Pair.TIMEOUTS)) {
            pair.server().write(ByteBuffer.allocate(1));
            TlsChannelTest.read(pair.client(), 1);
            assertThat(pair.client().earlyDataAccepted()).isEmpty();
        }
    }

    @Test
    void isReadBeforeTheHandshakeIsCompleteAndTellsIt() throws Exception {
        try (Pair pair = unshaken(server)) {
            assertThat(pair.client().writeEarly(ByteBuffer.wrap(QUESTION))).isEqualTo(QUESTION.length);
            assertThat(pair.client().earlyDataAccepted()).isEmpty();

            assertThat(TlsChannelTest.read(pair.server(), QUESTION.length)).isEqualTo(QUESTION);
            //= RF.5-4
            assertThat(pair.server().isEarly()).isTrue();
            assertThat(pair.server().facts()).isEmpty();
            assertThat(pair.server().earlyDataAccepted()).contains(true);

            pair.client().write(ByteBuffer.wrap(MORE));
            assertThat(pair.client().earlyDataAccepted()).contains(true);
            assertThat(pair.client().isEarly()).as("that is a server's matter").isFalse();
            assertThat(TlsChannelTest.read(pair.server(), MORE.length)).isEqualTo(MORE);
            assertThat(pair.server().isEarly()).isFalse();
            assertThat(pair.server().facts()).isPresent();
        }
    }

    @Test
    void isAnsweredBeforeTheClientHasFinished() throws Exception {
        try (Pair pair = unshaken(server)) {
            pair.client().writeEarly(ByteBuffer.wrap(QUESTION));
            TlsChannelTest.read(pair.server(), QUESTION.length);
            pair.server().write(ByteBuffer.wrap(MORE));
            assertThat(pair.server().isEarly()).isTrue();
            assertThat(TlsChannelTest.read(pair.client(), MORE.length)).isEqualTo(MORE);
        }
    }

    @Test
    void isKeptForLaterByAServerThatWaitsForTheHandshake() throws Exception {
        try (Pair pair = unshaken(server)) {
            pair.client().writeEarly(ByteBuffer.wrap(QUESTION));
            assertThat(TlsChannelTest.read(pair.server(), 3)).isEqualTo("GET".getBytes(US_ASCII));
            pair.client().writeEarly(ByteBuffer.wrap(MORE));
            FutureTask<?> finishing = Pair.start(() -> {
                pair.client().handshake();
                return pair.client().write(ByteBuffer.wrap(MORE));
            });
            assertThat(pair.server().handshake().resumed()).isTrue();
            assertThat(pair.server().isEarly()).isFalse();
            finishing.get();
            assertThat(new String(TlsChannelTest.read(pair.server(), QUESTION.length - 3 + 2 * MORE.length), US_ASCII))
                    .isEqualTo(" /once-or-twiceand moreand more");
        }
    }

    @Test
    void endsWhereTheTicketsAllowanceEnds() throws Exception {
        try (Pair pair = unshaken(server)) {
            ByteBuffer much = ByteBuffer.allocate(5 * MOST);
            assertThat(pair.client().writeEarly(much)).isEqualTo(MOST);
            assertThat(much.position()).isEqualTo(MOST);
            assertThat(pair.client().writeEarly(much)).isZero();
            assertThat(TlsChannelTest.read(pair.server(), MOST)).hasSize(MOST);
            assertThat(pair.server().isEarly()).isTrue();
        }
    }

    @Test
    void isNotSentWithoutAKeyNorByAServer() throws Exception {
        try (Tcp tcp = Tcp.open();
                Pair pair = Pair.open()) {
            ByteBuffer source = ByteBuffer.wrap(QUESTION);
            TlsChannel stranger = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(tcp.client()));
            assertThat(stranger.writeEarly(source)).isZero();
            assertThat(pair.client().writeEarly(source))
                    .as("after the handshake")
                    .isZero();
            assertThat(pair.server().writeEarly(source)).isZero();
            assertThat(source.position()).isZero();
        }
    }

    @Test
    void isLostAndNeverSentAgainIfTheServerDoesNotTakeIt() throws Exception {
        //= R4.3.10-15
        ServerConfig careful = server.toBuilder()
                .earlyData(policy((binder, window, now) -> ReplayGuard.Answer.CANNOT_TELL))
                .build();
        try (Pair pair = unshaken(careful)) {
            FutureTask<byte[]> serving = Pair.start(() -> TlsChannelTest.read(pair.server(), MORE.length));
            assertThat(pair.client().writeEarly(ByteBuffer.wrap(QUESTION))).isEqualTo(QUESTION.length);
            assertThat(pair.client().handshake().resumed()).isTrue();
            assertThat(pair.client().earlyDataAccepted()).contains(false);
            pair.client().write(ByteBuffer.wrap(MORE));
            assertThat(serving.get()).isEqualTo(MORE);
            assertThat(pair.server().isEarly()).isFalse();
            pair.client().shutdownOutput();
            assertThat(pair.server().read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void isRefusedWhenSomebodySendsItAgain() throws Exception {
        ByteArrayOutputStream recorded = new ByteArrayOutputStream();
        try (Tcp tcp = Tcp.open()) {
            OutputStream toServer = tcp.client().socket().getOutputStream();
            OutputStream both = new OutputStream() {
                @Override
                public void write(int b) {
                    throw new AssertionError("bytes come in blocks");
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    recorded.write(bytes, offset, length);
                    toServer.write(bytes, offset, length);
                }
            };
            TlsChannel sender = TlsChannel.connect(
                    client, Lab.NAME, Transport.of(tcp.client().socket().getInputStream(), both, "a server"));
            sender.writeEarly(ByteBuffer.wrap(QUESTION));
            TlsChannel receiver = TlsChannel.accept(server, tcp.server());
            assertThat(TlsChannelTest.read(receiver, QUESTION.length)).isEqualTo(QUESTION);
        }
        try (Tcp tcp = Tcp.open()) {
            tcp.client().write(ByteBuffer.wrap(recorded.toByteArray()));
            TlsChannel again = TlsChannel.accept(
                    server,
                    Transport.of(tcp.server()),
                    Timeouts.SERVER.withHandshake(Duration.ofSeconds(2)),
                    Observer.NONE);
            assertThatThrownBy(() -> again.read(ByteBuffer.allocate(1)))
                    .as("the data was skipped, and whoever sent it again can't go on")
                    .isInstanceOf(HandshakeTimeoutException.class);
            assertThat(again.earlyDataAccepted()).contains(false);
        }
    }

    @Test
    void isWaitedBehindNoLongerThanForAHandshake() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            TlsChannel.connect(client, Lab.NAME, Transport.of(tcp.client())).writeEarly(ByteBuffer.wrap(QUESTION));
            TlsChannel serving = TlsChannel.accept(
                    server,
                    Transport.of(tcp.server()),
                    Timeouts.SERVER.withHandshake(Duration.ofSeconds(2)),
                    Observer.NONE);
            assertThat(TlsChannelTest.read(serving, QUESTION.length)).isEqualTo(QUESTION);
            assertThatThrownBy(() -> serving.read(ByteBuffer.allocate(1)))
                    .isInstanceOf(HandshakeTimeoutException.class);
            assertThat(serving.isOpen()).isFalse();
        }
    }

    @Test
    void isFollowedByTheRestOfTheHandshakeBeforeAServerCloses() throws Exception {
        try (Pair pair = unshaken(server)) {
            pair.client().writeEarly(ByteBuffer.wrap(QUESTION));
            TlsChannelTest.read(pair.server(), QUESTION.length);
            FutureTask<Integer> reading = Pair.start(() -> pair.client().read(ByteBuffer.allocate(1)));
            pair.server().close();
            assertThat(reading.get()).as("an orderly end").isEqualTo(-1);
            assertThat(pair.server().facts()).isPresent();
        }
    }

    private Pair unshaken(ServerConfig config) throws Exception {
        Tcp tcp = Tcp.open();
        return new Pair(
                TlsChannel.connect(client, Lab.NAME, Transport.of(tcp.client())),
                TlsChannel.accept(config, tcp.server()));
    }

    private static EarlyDataPolicy policy(ReplayGuard guard) {
        return EarlyDataPolicy.of(MOST, guard);
    }
}
