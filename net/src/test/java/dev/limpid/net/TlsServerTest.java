// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.observe.Event;
import dev.limpid.observe.TlsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
final class TlsServerTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final ConnectionHandler ECHO =
            channel -> channel.inputStream().transferTo(channel.outputStream());
    private static final Timeouts PATIENT =
            Timeouts.SERVER.withHandshake(Duration.ofMinutes(5)).withRead(Duration.ofMinutes(5));
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @Test
    void servesAThousandClientsAtOnce() throws Exception {
        try (TlsServer server = server().timeouts(PATIENT).bind(ANY)) {
            server.start(ECHO);
            CountDownLatch all = new CountDownLatch(1000);
            List<FutureTask<byte[]>> clients = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                byte[] word = ("client " + i).getBytes(UTF_8);
                clients.add(Pair.start(() -> talk(server, word, all)));
            }
            for (int i = 0; i < 1000; i++) {
                assertThat(clients.get(i).get()).isEqualTo(("client " + i).getBytes(UTF_8));
            }
            waitFor(() -> server.counts().completed() == 1000);
            assertThat(server.counts()).isEqualTo(new TlsServer.Counts(1000, 1000, 1000, 0, 0));
            assertThat(failures).isEmpty();
        }
    }

    @Test
    void isNotStoppedByClientsThatMisbehave() throws Exception {
        try (TlsServer server = server().bind(ANY)) {
            server.start(ECHO);
            try (SocketChannel garbage = SocketChannel.open(server.address())) {
                garbage.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8)));
                while (garbage.read(ByteBuffer.allocate(100)) >= 0) {}
            }
            Tcp.reset(SocketChannel.open(server.address()));
            SocketChannel.open(server.address()).close();
            waitFor(() -> failures.size() == 3);
            assertThat(server.counts().failed()).isEqualTo(3);
            assertThat(talk(server, new byte[] {1}, new CountDownLatch(0))).containsExactly(1);
            assertThat(failures).hasSize(3);
        }
    }

    @Test
    void abortsAConnectionWhoseHandlerThrows() throws Exception {
        try (TlsServer server = server().bind(ANY)) {
            server.start(channel -> {
                channel.write(ByteBuffer.wrap(new byte[] {1, 2}));
                throw new AssertionError("a mistake");
            });
            try (TlsChannel client = connect(server)) {
                assertThat(TlsChannelTest.read(client, 2)).containsExactly(1, 2);
                assertThatThrownBy(() -> client.read(ByteBuffer.allocate(1)))
                        .isInstanceOfSatisfying(
                                TlsException.class, e -> assertThat(e.code()).isEqualTo("TRUNCATED"));
            }
            waitFor(() -> failures.size() == 1);
            assertThat(failures.peek()).hasMessage("a mistake");
            assertThat(server.counts().failed()).isEqualTo(1);
        }
    }

    @Test
    void closesTheChannelAfterItsHandlerReturns() throws Exception {
        try (TlsServer server = server().bind(ANY)) {
            server.start(channel -> channel.write(ByteBuffer.wrap(new byte[] {1})));
            try (TlsChannel client = connect(server)) {
                assertThat(client.inputStream().readAllBytes()).containsExactly(1);
            }
        }
    }

    @Test
    void leavesIdleClients() throws Exception {
        Timeouts timeouts = Timeouts.SERVER.withRead(Duration.ofMillis(100));
        try (TlsServer server = server().timeouts(timeouts).bind(ANY)) {
            server.start(ECHO);
            try (TlsChannel client = connect(server)) {
                assertThatThrownBy(() -> client.read(ByteBuffer.allocate(1))).isInstanceOf(TlsException.class);
            }
            waitFor(() -> server.counts().failed() == 1);
        }
    }

    @Test
    void holdsNoMoreConnectionsThanItMay() throws Exception {
        try (TlsServer server = server().maxConnections(2).bind(ANY)) {
            server.start(ECHO);
            TlsChannel first = connect(server);
            TlsChannel second = connect(server);
            first.handshake();
            second.handshake();
            FutureTask<byte[]> third = Pair.start(() -> talk(server, new byte[] {3}, new CountDownLatch(0)));
            Thread.sleep(200);
            assertThat(third.isDone()).isFalse();
            assertThat(server.counts().accepted()).isEqualTo(2);
            first.close();
            assertThat(third.get()).containsExactly(3);
            second.close();
        }
    }

    @Test
    void letsHandlersFinishWhenItCloses() throws Exception {
        try (TlsServer server = server().bind(ANY)) {
            CountDownLatch handling = new CountDownLatch(1);
            server.start(channel -> {
                handling.countDown();
                Thread.sleep(200);
                channel.write(ByteBuffer.wrap(new byte[] {1}));
            });
            try (TlsChannel client = connect(server)) {
                client.handshake();
                handling.await();
                FutureTask<byte[]> reading =
                        Pair.start(() -> client.inputStream().readAllBytes());
                server.close(Duration.ofMinutes(1));
                assertThat(reading.get()).containsExactly(1);
                assertThat(server.counts().completed()).isEqualTo(1);
                assertThat(server.isOpen()).isFalse();
                assertThatThrownBy(() -> SocketChannel.open(server.address())).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void endsHandlersThatDoNotFinishInTime() throws Exception {
        try (TlsServer server = server().bind(ANY)) {
            server.start(ECHO);
            try (TlsChannel client = connect(server)) {
                client.handshake();
                waitFor(() -> server.counts().established() == 1);
                server.close(Duration.ofMillis(100));
                waitFor(() -> server.counts().active() == 0);
                assertThatThrownBy(() -> client.read(ByteBuffer.allocate(1))).isInstanceOf(Exception.class);
            }
        }
    }

    @Test
    void serveReturnsWhenTheServerIsClosed() throws Exception {
        TlsServer server = TlsServer.bind(Lab.server(), ANY);
        FutureTask<?> serving = Pair.start(() -> {
            server.serve(ECHO);
            return true;
        });
        Thread.sleep(50);
        server.close();
        serving.get();
        assertThatThrownBy(() -> server.start(ECHO)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void makesAnObserverForEachClient() throws Exception {
        Queue<Events> observers = new ConcurrentLinkedQueue<>();
        Queue<String> clients = new ConcurrentLinkedQueue<>();
        TlsServer.Builder builder = server().observers(address -> {
            Events events = new Events();
            observers.add(events);
            clients.add(Addresses.text(address));
            return events;
        });
        try (TlsServer server = builder.bind(ANY)) {
            server.start(ECHO);
            talk(server, new byte[] {1}, new CountDownLatch(0));
            talk(server, new byte[] {2}, new CountDownLatch(0));
            assertThat(observers)
                    .hasSize(2)
                    .allSatisfy(events ->
                            assertThat(events.of(Event.Established.class)).hasSize(1));
            assertThat(observers.stream()
                            .map(e -> e.of(Event.TransportConnected.class)
                                    .getFirst()
                                    .peer()))
                    .containsExactlyElementsOf(clients);
        }
    }

    @Test
    void letsATransportBeWrapped() throws Exception {
        List<String> wrapped = new CopyOnWriteArrayList<>();
        TlsServer.Builder builder = server().transports(transport -> {
            wrapped.add(transport.description());
            return transport;
        });
        try (TlsServer server = builder.bind(ANY)) {
            server.start(ECHO);
            talk(server, new byte[] {1}, new CountDownLatch(0));
            assertThat(wrapped).hasSize(1).first().asString().startsWith("127.0.0.1:");
        }
    }

    private TlsServer.Builder server() {
        return TlsServer.builder(Lab.server()).listener(new ServerListener() {
            @Override
            public void connectionFailed(String client, Throwable cause) {
                failures.add(cause);
            }

            @Override
            public void acceptFailed(IOException cause) {
                failures.add(cause);
            }
        });
    }

    private static TlsChannel connect(TlsServer server) throws IOException {
        Transport transport = Transport.of(SocketChannel.open(server.address()));
        return TlsChannel.connect(Lab.client(), Lab.NAME, transport, PATIENT);
    }

    /** Says {@code word} once all others are connected too, and returns the echo. */
    private static byte[] talk(TlsServer server, byte[] word, CountDownLatch all) throws Exception {
        try (TlsChannel client = connect(server)) {
            client.handshake();
            all.countDown();
            all.await();
            client.write(ByteBuffer.wrap(word));
            client.shutdownOutput();
            return client.inputStream().readAllBytes();
        }
    }

    interface Condition {
        boolean holds();
    }

    static void waitFor(Condition condition) throws InterruptedException {
        for (int i = 0; i < 6000 && !condition.holds(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.holds()).isTrue();
    }
}
