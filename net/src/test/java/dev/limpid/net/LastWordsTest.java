// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.observe.Event;
import dev.limpid.observe.TlsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The reason arrives, even if a reset follows it closely. */
@Timeout(120)
final class LastWordsTest {
    private static final byte[] HANDSHAKE_FAILURE = {21, 3, 3, 0, 2, 2, 40};
    private static final byte[] DATA = "some data".getBytes(UTF_8);

    @RepeatedTest(20)
    void findsTheAlertOfAServerThatResetsBeforeTheClientHello() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            Tcp.writeAll(tcp.server(), ByteBuffer.wrap(HANDSHAKE_FAILURE));
            Tcp.reset(tcp.server());
            awaitReset();
            TlsChannel client = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(tcp.client()));
            assertAlert(catchThrowable(client::handshake), AlertDescription.HANDSHAKE_FAILURE);
            assertThat(recovered(client)).isTrue();
        }
    }

    @RepeatedTest(20)
    void findsTheAlertOfAServerThatResetsAfterTheClientHello() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            TlsChannel client = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(tcp.client()));
            FutureTask<?> shaking = Pair.start(client::handshake);
            tcp.server().read(ByteBuffer.allocate(5000));
            Tcp.writeAll(tcp.server(), ByteBuffer.wrap(HANDSHAKE_FAILURE));
            Tcp.reset(tcp.server());
            assertAlert(Pair.failure(shaking), AlertDescription.HANDSHAKE_FAILURE);
        }
    }

    @RepeatedTest(20)
    void findsTheAlertBehindARefusedWrite() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            RawServer server = established(tcp);
            TlsChannel client = CLIENT.get();
            server.provokeAlert().send().reset();
            awaitReset();
            assertAlert(writeUntilRefused(client), AlertDescription.UNEXPECTED_MESSAGE);
            assertThat(recovered(client)).isTrue();
            assertThat(client.isOpen()).isFalse();
            assertThat(client.report().last(Event.TransportEnded.class, Event.TransportEnded::ending))
                    .contains(Event.Ending.RESET);
        }
    }

    /** The classic of TLS 1.3: the client writes its request before it learns that it should have shown a certificate. */
    @RepeatedTest(50)
    void findsTheAlertOfAServerThatMissesTheClientsCertificate() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            RawServer server = new RawServer(tcp.server(), Lab.serverThatWantsACertificate());
            FutureTask<?> serving = Pair.start(server::handshake);
            TlsChannel client = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(tcp.client()));
            client.handshake();
            assertThat(Pair.failure(serving)).isInstanceOf(TlsException.class);
            server.send().reset();
            assertAlert(writeUntilRefused(client), AlertDescription.CERTIFICATE_REQUIRED);
        }
    }

    @Test
    void keepsTheDataBeforeTheAlertForLaterReads() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            RawServer server = established(tcp);
            TlsChannel client = CLIENT.get();
            server.write(DATA).provokeAlert().send().reset();
            awaitReset();
            Throwable refused = writeUntilRefused(client);
            assertAlert(refused, AlertDescription.UNEXPECTED_MESSAGE);
            assertThat(TlsChannelTest.read(client, DATA.length)).isEqualTo(DATA);
            assertThat(catchThrowable(() -> client.read(ByteBuffer.allocate(1))))
                    .isSameAs(refused);
            assertThat(catchThrowable(() -> client.write(ByteBuffer.allocate(1))))
                    .isSameAs(refused);
        }
    }

    @Test
    void keepsDataThatCameWithoutAnAlert() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            RawServer server = established(tcp);
            TlsChannel client = CLIENT.get();
            server.write(DATA).reset();
            awaitReset();
            assertThat(writeUntilRefused(client)).isInstanceOf(IOException.class);
            assertThat(TlsChannelTest.read(client, DATA.length)).isEqualTo(DATA);
            assertThat(catchThrowableOfType(TlsException.class, () -> client.read(ByteBuffer.allocate(1)))
                            .code())
                    .isEqualTo("TRUNCATED");
        }
    }

    @Test
    void losesNoDataThatExceedsWhatItSaves() throws Exception {
        try (Tcp tcp = Tcp.openWide()) {
            RawServer server = established(tcp);
            TlsChannel client = CLIENT.get();
            byte[] much = new byte[300_000];
            for (int i = 0; i < much.length; i++) {
                much[i] = (byte) (i * 31 + i / 1000);
            }
            InputStream arrived = tcp.client().socket().getInputStream();
            long due = arrived.available() - server.sent();
            server.write(much).provokeAlert().send();
            // A reset would throw away what is still on its way
            TlsServerTest.waitFor(() -> available(arrived) >= due + server.sent());
            server.reset();
            awaitReset();
            writeUntilRefused(client);
            assertThat(TlsChannelTest.read(client, much.length)).isEqualTo(much);
            assertAlert(catchThrowable(() -> client.read(ByteBuffer.allocate(1))), AlertDescription.UNEXPECTED_MESSAGE);
        }
    }

    @RepeatedTest(20)
    void givesAWriterTheAlertThatAReaderFinds() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            RawServer server = established(tcp);
            TlsChannel client = CLIENT.get();
            FutureTask<Integer> reading = Pair.start(() -> client.read(ByteBuffer.allocate(1)));
            FutureTask<Throwable> writing = Pair.start(() -> writeUntilRefused(client));
            server.provokeAlert().send().reset();
            assertAlert(Pair.failure(reading), AlertDescription.UNEXPECTED_MESSAGE);
            assertAlert(writing.get(), AlertDescription.UNEXPECTED_MESSAGE);
        }
    }

    @RepeatedTest(20)
    void ourAlertReachesAPeerThatIsStillSending() throws Exception {
        //= R6.2-2
        Tcp tcp = Tcp.open();
        try (Pair pair = Pair.open(tcp, Pair.TIMEOUTS)) {
            FutureTask<Integer> reading = Pair.start(() -> pair.client().read(ByteBuffer.allocate(1)));
            Thread.sleep(5);
            FutureTask<Throwable> server = Pair.start(() -> {
                Tcp.writeAll(tcp.server(), ByteBuffer.wrap(new byte[] {0x7f, 3, 3, 0, 1, 0}));
                return writeUntilRefused(pair.server());
            });
            assertThat(Pair.failure(reading))
                    .isInstanceOfSatisfying(
                            TlsException.class, e -> assertThat(e.violation()).isPresent());
            assertAlert(server.get(), AlertDescription.UNEXPECTED_MESSAGE);
        }
    }

    @Test
    void aPlainResetIsAnIoException() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            RawServer server = established(tcp);
            TlsChannel client = CLIENT.get();
            server.reset();
            assertThatThrownBy(() -> client.read(ByteBuffer.allocate(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("reset");
            assertThat(client.isOpen()).isFalse();
            assertThat(client.report().last(Event.TransportEnded.class, Event.TransportEnded::ending))
                    .contains(Event.Ending.RESET);
        }
    }

    @Test
    void hearsAnAlertThatComesWhileClosing() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            RawServer server = established(tcp);
            TlsChannel client = CLIENT.get();
            server.provokeAlert().send();
            client.close();
            assertThat(alert(client)).contains(Alert.of(AlertDescription.UNEXPECTED_MESSAGE));
        }
    }

    private static int available(InputStream in) {
        try {
            return in.available();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The other end of the loopback interface has it as good as at once; a test of what it means to a writer gives it ample time. */
    private static void awaitReset() throws InterruptedException {
        Thread.sleep(50);
    }

    private static final ThreadLocal<TlsChannel> CLIENT = new ThreadLocal<>();

    private static RawServer established(Tcp tcp) throws Exception {
        FutureTask<RawServer> serving = Pair.start(() -> new RawServer(tcp.server(), Lab.server()).handshake());
        TlsChannel client = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(tcp.client()));
        client.handshake();
        CLIENT.set(client);
        return serving.get();
    }

    /** Writes until that fails; the first write after a reset may still go through. */
    private static Throwable writeUntilRefused(TlsChannel channel) {
        return catchThrowable(() -> {
            while (true) {
                channel.write(ByteBuffer.wrap(DATA));
            }
        });
    }

    private static void assertAlert(Throwable thrown, AlertDescription description) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        TlsException.class, e -> assertThat(e.peerAlert()).contains(Alert.of(description)));
    }

    private static java.util.Optional<Alert> alert(TlsChannel channel) {
        return channel.report().last(Event.AlertSeen.class, Event.AlertSeen::alert);
    }

    private static boolean recovered(TlsChannel channel) {
        return channel.report()
                .last(Event.AlertSeen.class, Event.AlertSeen::recovered)
                .orElseThrow();
    }
}
