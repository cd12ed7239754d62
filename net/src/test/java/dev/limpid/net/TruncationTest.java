// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limpid.observe.Event;
import dev.limpid.observe.TlsException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of the transport is not the end of the data. */
@Timeout(120)
final class TruncationTest {
    @Test
    void deliversEverythingIntactBeforeItReportsTruncation() throws Exception {
        //= R6.1-1
        try (Tcp tcp = Tcp.open()) {
            FutureTask<RawServer> serving = Pair.start(() -> new RawServer(tcp.server(), Lab.server()).handshake());
            TlsChannel client = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(tcp.client()));
            client.handshake();
            RawServer server = serving.get();
            server.write("all of this".getBytes(UTF_8)).closeTransport();

            InputStream in = client.inputStream();
            assertThat(in.readNBytes(11)).isEqualTo("all of this".getBytes(UTF_8));
            TlsException first = truncation(client);
            assertThat(truncation(client)).isSameAs(first);
            assertThat(client.isOpen()).isFalse();
            assertThat(client.report().last(Event.TransportEnded.class, Event.TransportEnded::ending))
                    .contains(Event.Ending.END_OF_STREAM);
        }
    }

    @Test
    void reportsTruncationInTheMiddleOfARecord() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            FutureTask<RawServer> serving = Pair.start(() -> new RawServer(tcp.server(), Lab.server()).handshake());
            TlsChannel client = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(tcp.client()));
            client.handshake();
            serving.get();
            Tcp.writeAll(tcp.server(), ByteBuffer.wrap(new byte[] {23, 3, 3, 4, 0, 1, 2, 3}));
            tcp.server().close();
            truncation(client);
        }
    }

    @Test
    void reportsTruncationOfAHandshake() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            TlsChannel client = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(tcp.client()));
            FutureTask<?> shaking = Pair.start(client::handshake);
            tcp.server().read(ByteBuffer.allocate(5000));
            tcp.server().shutdownOutput();
            assertThat(Pair.failure(shaking))
                    .isInstanceOfSatisfying(
                            TlsException.class, e -> assertThat(e.code()).isEqualTo("TRUNCATED"));
        }
    }

    private static TlsException truncation(TlsChannel channel) {
        TlsException e = catchThrowableOfType(TlsException.class, () -> channel.read(ByteBuffer.allocate(1)));
        assertThat(e.code()).isEqualTo("TRUNCATED");
        return e;
    }
}
