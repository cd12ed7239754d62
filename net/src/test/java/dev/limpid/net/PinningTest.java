// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Virtual threads that wait leave their carriers to others. */
@Timeout(120)
final class PinningTest {
    /** Proves that the recording sees what pins: a thread that waits in a class initializer does. */
    private static final class Control {
        static final long WAITED = waited();

        private static long waited() {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 20;
        }
    }

    @Test
    void pinsNoCarrier(@TempDir Path folder) throws Exception {
        // The first time around threads wait for each other's class loading, which pins; that is the JVM's and happens
        // once
        talk();
        waitForSlowPeers();
        Path file = folder.resolve("pinning.jfr");
        try (Recording recording = new Recording()) {
            recording
                    .enable("jdk.VirtualThreadPinned")
                    .withThreshold(Duration.ZERO)
                    .withStackTrace();
            recording.start();
            Pair.start(() -> Control.WAITED).get();
            talk();
            waitForSlowPeers();
            recording.stop();
            recording.dump(file);
        }
        List<String> pinned = RecordingFile.readAllEvents(file).stream()
                .map(RecordedEvent::toString)
                .filter(event -> event.contains("dev.limpid"))
                .toList();
        assertThat(pinned).anyMatch(event -> event.contains("PinningTest$Control"));
        assertThat(pinned).allMatch(event -> event.contains("PinningTest$Control"));
    }

    /** A server with clients that wait for their handshakes and answers. */
    private static void talk() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (TlsServer server = TlsServer.bind(Lab.server(), any)) {
            server.start(channel -> channel.inputStream().transferTo(channel.outputStream()));
            List<FutureTask<byte[]>> clients = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                clients.add(Pair.start(() -> {
                    Transport transport = Transport.of(SocketChannel.open(server.address()));
                    try (TlsChannel client = TlsChannel.connect(Lab.client(), Lab.NAME, transport)) {
                        client.write(ByteBuffer.allocate(100_000));
                        client.shutdownOutput();
                        return client.inputStream().readAllBytes();
                    }
                }));
            }
            for (FutureTask<byte[]> client : clients) {
                assertThat(client.get()).hasSize(100_000);
            }
        }
    }

    /** Reads and writes that wait with a timeout and without. */
    private static void waitForSlowPeers() throws Exception {
        Timeouts timeouts = Timeouts.DEFAULT.withWrite(Duration.ofMillis(300));
        try (Pair pair = Pair.open(Tcp.openNarrow(), timeouts)) {
            pair.client().readTimeout(Duration.ofMillis(200));
            FutureTask<Integer> timed = Pair.start(() -> pair.client().read(ByteBuffer.allocate(1)));
            FutureTask<Integer> patient = Pair.start(() -> pair.server().read(ByteBuffer.allocate(1)));
            assertThat(Pair.failure(timed)).isInstanceOf(SocketTimeoutException.class);
            pair.client().write(ByteBuffer.allocate(1));
            assertThat(patient.get()).isEqualTo(1);
            FutureTask<Integer> writing = Pair.start(() -> pair.client().write(ByteBuffer.allocate(50_000_000)));
            assertThat(Pair.failure(writing)).isInstanceOf(SocketTimeoutException.class);
        }
    }
}
