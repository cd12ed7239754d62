// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.config.ClientConfig;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.HandshakeReport;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Side;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class TlsChannelTest {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    @Test
    void carriesBytesInBothDirections() throws Exception {
        try (Pair pair = Pair.open()) {
            pair.client().write(ByteBuffer.wrap(HELLO));
            assertThat(read(pair.server(), HELLO.length)).isEqualTo(HELLO);
            pair.server().outputStream().write(HELLO);
            assertThat(pair.client().inputStream().readNBytes(HELLO.length)).isEqualTo(HELLO);
        }
    }

    @Test
    void shakesHandsAtTheFirstWriteAndTheFirstRead() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            TlsChannel server = TlsChannel.accept(Lab.server(), tcp.server());
            FutureTask<byte[]> serving = Pair.start(() -> read(server, HELLO.length));
            TlsChannel client = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(tcp.client()));
            assertThat(client.facts()).isEmpty();
            client.write(ByteBuffer.wrap(HELLO));
            assertThat(serving.get()).isEqualTo(HELLO);
            assertThat(client.facts()).isPresent();
            assertThat(server.facts()).isPresent();
        }
    }

    @Test
    void tellsWhatWasAgreedOnAndWithWhom() throws Exception {
        try (Pair pair = Pair.open()) {
            ConnectionFacts facts = pair.client().handshake();
            assertThat(pair.client().facts()).contains(facts);
            assertThat(pair.client().report().role()).isEqualTo(Side.CLIENT);
            assertThat(pair.client().peer()).startsWith("127.0.0.1:");
            assertThat(pair.client())
                    .hasToString(
                            "client of a TLS connection with " + pair.client().peer());
        }
    }

    @Test
    void reportsThatTheTransportIsConnected() throws Exception {
        try (Pair pair = Pair.open()) {
            assertThat(pair.server().report().last(Event.TransportConnected.class, Event.TransportConnected::peer))
                    .contains(pair.server().peer());
        }
    }

    @Test
    void writesMuchDataInFullRecords() throws Exception {
        List<Integer> lengths = new CopyOnWriteArrayList<>();
        Observer records = new Observer() {
            @Override
            public void on(long nanos, Event event) {
                if (event instanceof Event.RecordSeen seen && seen.epoch() == Epoch.APPLICATION) {
                    lengths.add(seen.contentLength());
                }
            }

            @Override
            public boolean wantsRecords() {
                return true;
            }
        };
        ClientConfig client = Lab.client().toBuilder().observer(records).build();
        try (Pair pair = Pair.open(Tcp.open(), client, Lab.server(), Pair.TIMEOUTS)) {
            pair.client().write(ByteBuffer.allocate(5 * 16_384 + 1));
            assertThat(lengths).containsExactly(16_384, 16_384, 16_384, 16_384, 16_384, 1);
        }
    }

    @Test
    void reportsTheTransportBeforeTheClientHello() throws Exception {
        try (Pair pair = Pair.open()) {
            assertThat(pair.client().report().entries())
                    .extracting(HandshakeReport.Entry::event)
                    .filteredOn(e -> e instanceof Event.TransportConnected || e instanceof Event.MessageSeen)
                    .first()
                    .isEqualTo(new Event.TransportConnected(pair.client().peer(), 0));
        }
    }

    @Test
    void answersAPeerThatUpdatesItsKeys() throws Exception {
        try (Pair pair = Pair.open()) {
            pair.client().updateKeys(true);
            pair.client().write(ByteBuffer.wrap(HELLO));
            assertThat(read(pair.server(), HELLO.length)).isEqualTo(HELLO);
            pair.server().write(ByteBuffer.wrap(HELLO));
            assertThat(read(pair.client(), HELLO.length)).isEqualTo(HELLO);
            assertThat(pair.client().report().entries())
                    .extracting(HandshakeReport.Entry::event)
                    .contains(new Event.KeyUpdated(Side.CLIENT, 1, true), new Event.KeyUpdated(Side.SERVER, 1, false));
        }
    }

    @Test
    void keepsDataThatComesWithTheEndOfTheHandshake() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            TlsChannel server = TlsChannel.accept(Lab.server(), tcp.server());
            FutureTask<ConnectionFacts> serving = Pair.start(server::handshake);
            TlsChannel client = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(tcp.client()));
            client.handshake();
            for (int i = 0; i < 3; i++) {
                client.write(ByteBuffer.wrap(HELLO));
            }
            serving.get();
            assertThat(read(server, 3 * HELLO.length)).isEqualTo("hellohellohello".getBytes(UTF_8));
        }
    }

    @Test
    void givesTheRestOfARecordToLaterReads() throws Exception {
        try (Pair pair = Pair.open()) {
            byte[] data = new byte[10_000];
            for (int i = 0; i < data.length; i++) {
                data[i] = (byte) i;
            }
            pair.client().write(ByteBuffer.wrap(data));
            pair.client().shutdownOutput();
            InputStream in = pair.server().inputStream();
            assertThat(in.read()).isZero();
            assertThat(in.readNBytes(99)).isEqualTo(Arrays.copyOfRange(data, 1, 100));
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(data, 100, data.length));
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void readsOnAfterHalfClose() throws Exception {
        try (Pair pair = Pair.open()) {
            pair.client().shutdownOutput();
            pair.client().shutdownOutput();
            assertThat(pair.server().read(ByteBuffer.allocate(1))).isEqualTo(-1);
            pair.server().write(ByteBuffer.wrap(HELLO));
            pair.server().shutdownOutput();
            assertThat(pair.client().inputStream().readAllBytes()).isEqualTo(HELLO);
            assertThat(pair.client().read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void refusesToWriteAfterHalfClose() throws Exception {
        try (Pair pair = Pair.open()) {
            pair.client().shutdownOutput();
            assertThatThrownBy(() -> pair.client().write(ByteBuffer.wrap(HELLO)))
                    .isInstanceOf(ClosedChannelException.class);
            assertThat(pair.client().isOpen()).isTrue();
        }
    }

    @Test
    void endsTheDataOfThePeerWhenItCloses() throws Exception {
        try (Pair pair = Pair.open()) {
            pair.client().write(ByteBuffer.wrap(HELLO));
            FutureTask<byte[]> reading =
                    Pair.start(() -> pair.server().inputStream().readAllBytes());
            pair.client().close();
            assertThat(reading.get()).isEqualTo(HELLO);
            pair.server().close();
        }
    }

    @Test
    void losesNothingThoughThePeerStillSendsWhenItCloses() throws Exception {
        try (Pair pair = Pair.open()) {
            byte[] answer = new byte[200_000];
            for (int i = 0; i < 10; i++) {
                pair.client().write(ByteBuffer.wrap(HELLO));
            }
            FutureTask<byte[]> reading =
                    Pair.start(() -> pair.client().inputStream().readAllBytes());
            pair.server().write(ByteBuffer.wrap(answer));
            pair.server().close();
            assertThat(reading.get()).hasSameSizeAs(answer);
        }
    }

    @Test
    void isOfNoUseOnceClosed() throws Exception {
        try (Pair pair = Pair.open()) {
            pair.client().close();
            pair.client().close();
            assertThat(pair.client().isOpen()).isFalse();
            assertThatThrownBy(() -> pair.client().read(ByteBuffer.allocate(1)))
                    .isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(() -> pair.client().write(ByteBuffer.allocate(1)))
                    .isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(pair.client()::shutdownOutput).isInstanceOf(ClosedChannelException.class);
            assertThat(pair.client()).asString().endsWith(", closed");
        }
    }

    @Test
    void canReadAgainAfterAReadTimedOut() throws Exception {
        try (Pair pair = Pair.open()) {
            pair.client().readTimeout(Duration.ofMillis(50));
            assertThatThrownBy(() -> pair.client().read(ByteBuffer.allocate(1)))
                    .isInstanceOf(SocketTimeoutException.class);
            pair.server().write(ByteBuffer.wrap(HELLO));
            assertThat(read(pair.client(), HELLO.length)).isEqualTo(HELLO);
        }
    }

    @Test
    void givesItsLargeBufferBackWhileItWaits() throws Exception {
        try (Pair pair = Pair.open()) {
            byte[] large = new byte[16_000];
            pair.server().write(ByteBuffer.wrap(large));
            read(pair.client(), large.length);
            FutureTask<byte[]> reading = Pair.start(() -> read(pair.client(), large.length + 1));
            Thread.sleep(1200);
            pair.server().write(ByteBuffer.wrap(large));
            pair.server().write(ByteBuffer.wrap(new byte[1]));
            assertThat(reading.get()).hasSize(large.length + 1);
        }
    }

    @Test
    void failsAWriteThatThePeerDoesNotTakeInTime() throws Exception {
        Timeouts timeouts = Timeouts.DEFAULT.withWrite(Duration.ofMillis(200));
        try (Pair pair = Pair.open(Tcp.openNarrow(), timeouts)) {
            assertThatThrownBy(() -> pair.client().write(ByteBuffer.allocate(50_000_000)))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("200 ms");
            assertThat(pair.client().isOpen()).isFalse();
            assertThat(pair.client().report().last(Event.TransportEnded.class, Event.TransportEnded::ending))
                    .contains(Event.Ending.TIMEOUT);
        }
    }

    @Test
    void doesNotMindAWriteThatMakesProgressSlowly() throws Exception {
        Timeouts timeouts = Timeouts.DEFAULT.withWrite(Duration.ofSeconds(10));
        try (Pair pair = Pair.open(Tcp.open(), timeouts)) {
            for (int i = 0; i < 50; i++) {
                pair.client().write(ByteBuffer.wrap(HELLO));
                Thread.sleep(1);
            }
            assertThat(read(pair.server(), 250)).hasSize(250);
        }
    }

    @Test
    void closesInTimeThoughThePeerDoesNotRead() throws Exception {
        Timeouts timeouts = Timeouts.DEFAULT.withClose(Duration.ofMillis(200));
        try (Pair pair = Pair.open(Tcp.openNarrow(), timeouts)) {
            FutureTask<Integer> writing = Pair.start(() -> pair.client().write(ByteBuffer.allocate(50_000_000)));
            Thread.sleep(100);
            long began = System.nanoTime();
            pair.client().close();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
            assertThat(Pair.failure(writing)).isInstanceOf(ClosedChannelException.class);
        }
    }

    @Test
    void reportsHowTheConnectionEnded() throws Exception {
        try (Pair pair = Pair.open()) {
            pair.client().shutdownOutput();
            assertThat(pair.server().read(ByteBuffer.allocate(1))).isEqualTo(-1);
            pair.server().close();
            assertThat(pair.client().read(ByteBuffer.allocate(1))).isEqualTo(-1);
            pair.client().close();
            assertThat(closure(pair.client())).containsExactly(Event.Closure.CLEAN);
            assertThat(closure(pair.server())).containsExactly(Event.Closure.CLEAN);
        }
        try (Pair pair = Pair.open()) {
            pair.client().abort();
            pair.client().close();
            assertThat(closure(pair.client())).containsExactly(Event.Closure.ABANDONED);
        }
    }

    private static List<Event.Closure> closure(TlsChannel channel) {
        return channel.report().entries().stream()
                .map(HandshakeReport.Entry::event)
                .filter(Event.Closed.class::isInstance)
                .map(event -> ((Event.Closed) event).closure())
                .toList();
    }

    @Test
    void hasNothingToSayWhenClosedBeforeTheHandshake() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(tcp.client()))
                    .close();
            assertThat(tcp.server().read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    static byte[] read(TlsChannel channel, int length) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
        return bytes.array();
    }
}
