// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.cli.http.AboutConnection;
import dev.limpid.cli.http.HttpSession;
import dev.limpid.cli.http.Timer.Patience;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.Credentials;
import dev.limpid.net.SystemTime;
import dev.limpid.net.TlsChannel;
import dev.limpid.net.TlsServer;
import dev.limpid.net.Transport;
import dev.limpid.testkit.Lab;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DeadlinesTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final BlockingQueue<Patience> late = new LinkedBlockingQueue<>();

    @Test
    void endsWhatIsLateAndNothingElse() throws Exception {
        try (Deadlines deadlines = new Deadlines(p -> p == Patience.HEAD ? SHORT : LONG);
                Deadlines.Watched slow = deadlines.watch(late::add);
                Deadlines.Watched patient = deadlines.watch(late::add)) {
            slow.awaits(Patience.HEAD);
            patient.awaits(Patience.BODY);
            assertThat(late.poll(60, TimeUnit.SECONDS)).isEqualTo(Patience.HEAD);
            assertThat(late.poll(500, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void givesEachPartItsOwnTime() throws Exception {
        // Long enough for a thread that wakes up late, short enough for all parts together to take longer
        Duration each = Duration.ofSeconds(2);
        try (Deadlines deadlines = new Deadlines(p -> each);
                Deadlines.Watched busy = deadlines.watch(late::add)) {
            for (int i = 0; i < 10; i++) {
                busy.awaits(Patience.BODY);
                Thread.sleep(each.dividedBy(8));
            }
            assertThat(late).isEmpty();
        }
        assertThat(late.poll(each.toMillis() + 200, TimeUnit.MILLISECONDS))
                .as("released")
                .isNull();
    }

    /** Slow loris: a byte of a request's head now and then. */
    @Test
    void cutsOffAClientThatSendsAHeadByteByByte() throws Exception {
        try (Deadlines deadlines = new Deadlines(p -> p == Patience.HEAD ? SHORT : LONG);
                TlsServer server = TlsServer.bind(
                        ServerConfig.builder(Lab.CRYPTO, SystemTime.INSTANCE, Credentials.of(Lab.SHOP.credential()))
                                .build(),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            server.start(channel -> {
                try (Deadlines.Watched watched = deadlines.watch(patience -> {
                    late.add(patience);
                    abort(channel);
                })) {
                    new HttpSession(
                                    channel.inputStream(),
                                    channel.outputStream(),
                                    new AboutConnection(channel::facts),
                                    watched,
                                    (request, status, received, sent) -> {})
                            .serve();
                }
            });
            try (TlsChannel client = TlsChannel.connect(
                    ClientConfig.builder(Lab.CRYPTO, SystemTime.INSTANCE, Lab.verifier())
                            .build(),
                    Lab.NAME,
                    Transport.of(SocketChannel.open(server.address())))) {
                client.handshake();
                Thread drip = Thread.ofVirtual().start(() -> drip(client));
                InputStream in = client.inputStream();
                assertThatThrownBy(in::read).isNotNull();
                drip.join();
            }
        }
        assertThat(late).contains(Patience.HEAD);
    }

    private static void drip(TlsChannel client) {
        try {
            while (true) {
                client.outputStream().write('G');
                Thread.sleep(20);
            }
        } catch (IOException | RuntimeException | InterruptedException e) {
            // cut off, as it should be
        }
    }

    private static void abort(TlsChannel channel) {
        try {
            channel.abort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
