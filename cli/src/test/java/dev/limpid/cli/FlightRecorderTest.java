// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.TrustAnchors;
import dev.limpid.inspect.jfr.JfrEvents;
import dev.limpid.net.Tls;
import dev.limpid.net.TlsChannel;
import dev.limpid.net.TlsServer;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestPki;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections of channels in Flight Recorder: those of the command, and those of whoever adds a line. */
final class FlightRecorderTest {
    @TempDir
    private Path folder;

    @Test
    void theCommandsConnectionsAreRecorded() throws Exception {
        List<RecordedEvent> handshakes = handshakes(() -> {
            try (Served served = Served.limpid()) {
                assertThat(Ran.limpid("connect", served.address(), "--cacert", served.root())
                                .code())
                        .isZero();
            }
        });
        assertThat(handshakes)
                .hasSize(2)
                .extracting(event -> event.getString("role"))
                .contains("client", "server");
        assertThat(handshakes)
                .allSatisfy(event -> assertThat(event.getString("outcome")).isEqualTo("established"));
    }

    @Test
    void oneLineHasTheConnectionsOfChannelsRecorded() throws Exception {
        TestCertificate root = TestPki.root("Lab Root CA").issue();
        PeerVerifier verifier = PkixVerifier.trusting(TrustAnchors.of("the lab", List.of(root.certificate())));
        ServerConfig server =
                Tls.server(root.leaf("localhost").issue().credential()).build();
        List<RecordedEvent> handshakes = handshakes(() -> {
            TlsServer.Builder builder = TlsServer.builder(server).observers(peer -> JfrEvents.connection(""));
            ClientConfig client =
                    Tls.client(verifier).observer(JfrEvents.connection("")).build();
            try (TlsServer running = builder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
                running.start(channel -> channel.read(ByteBuffer.allocate(1)));
                try (TlsChannel channel = TlsChannel.connect(
                        client, "localhost", running.address().getPort())) {
                    channel.handshake();
                    channel.write(ByteBuffer.allocate(1));
                }
            }
        });
        assertThat(handshakes)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.getString("peer")).isNotEmpty());
    }

    /** What is done. */
    private interface Body {
        void run() throws Exception;
    }

    private List<RecordedEvent> handshakes(Body body) throws Exception {
        Path file = folder.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("limpid.Handshake").withoutThreshold();
            recording.start();
            body.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("limpid.Handshake"))
                .toList();
    }
}
