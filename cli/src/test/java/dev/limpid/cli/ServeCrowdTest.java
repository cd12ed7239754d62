// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.limpid.config.ClientConfig;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.ServerName;
import dev.limpid.net.SystemTime;
import dev.limpid.net.Timeouts;
import dev.limpid.net.TlsChannel;
import dev.limpid.net.Transport;
import dev.limpid.net.TrustStores;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.Lab;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code limpid serve} with a thousand clients at once, and with many that come, misbehave and go. */
@Timeout(600)
class ServeCrowdTest {
    private static final int CROWD = 1000;
    private static final int SEQUENCE = Boolean.getBoolean("limpid.soak") ? 10_000 : 400;
    private static final int MOST_SHAKING = 32;
    /** The server says goodbye to those that have been idle for 30 seconds. */
    private static final int AWAKE_SECONDS = 10;

    private static final long ALLOWANCE = 8_000_000;
    private static final Timeouts PATIENT =
            Timeouts.DEFAULT.withHandshake(Duration.ofMinutes(3)).withRead(Duration.ofMinutes(3));

    @Test
    void answersAThousandThatAreConnectedAtOnce() throws Exception {
        try (Served served = Served.limpid();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ClientConfig config = config(served);
            Semaphore shaking = new Semaphore(MOST_SHAKING);
            CountDownLatch allConnected = new CountDownLatch(CROWD);
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                answers.add(threads.submit(() -> {
                    try (TlsChannel channel = connectInTurn(config, served, shaking)) {
                        allConnected.countDown();
                        while (!allConnected.await(AWAKE_SECONDS, TimeUnit.SECONDS)) {
                            head(channel);
                        }
                        return get(channel);
                    } finally {
                        // If this one failed, nobody is to wait for it.
                        allConnected.countDown();
                    }
                }));
            }
            for (Future<String> answer : answers) {
                assertThat(answer)
                        .as(() -> "the server's side:\n" + failures(served))
                        .succeedsWithin(Duration.ofMinutes(3), STRING)
                        .startsWith("HTTP/1.1 200");
            }
            served.awaitOut(out -> out.lines().filter(l -> l.startsWith("✔ ")).count() == CROWD);
        }
    }

    /** A thousand handshakes at once would take a busy machine longer than the server allows for each of them. */
    private static TlsChannel connectInTurn(ClientConfig config, Served served, Semaphore shaking)
            throws IOException, InterruptedException {
        shaking.acquire();
        try {
            TlsChannel channel = connect(config, served);
            channel.handshake();
            return channel;
        } finally {
            shaking.release();
        }
    }

    @Test
    void keepsNothingOfClientsThatAreGone() throws Exception {
        try (Served served = Served.limpid()) {
            ClientConfig config = config(served);
            for (int i = 0; i < SEQUENCE / 4; i++) {
                visit(config, served, i);
            }
            long before = heap(served, SEQUENCE / 4);
            for (int i = SEQUENCE / 4; i < SEQUENCE; i++) {
                visit(config, served, i);
            }
            long after = heap(served, SEQUENCE);
            assertThat(after - before).as("growth, %d before", before).isLessThan(ALLOWANCE);
        }
    }

    private static String failures(Served served) {
        return served.out().lines().filter(l -> l.startsWith("✘ ")).collect(Collectors.joining("\n"));
    }

    /** Every other client leaves in the middle of something. */
    private static void visit(ClientConfig config, Served served, int number) throws IOException {
        TlsChannel channel = connect(config, served);
        switch (number % 8) {
            case 1 -> {}
            case 3 -> channel.handshake();
            case 5 -> channel.outputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
            case 7 ->
                channel.outputStream()
                        .write("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc"
                                .getBytes(StandardCharsets.US_ASCII));
            default -> assertThat(get(channel)).startsWith("HTTP/1.1 200");
        }
        if (number % 2 == 1) {
            channel.abort();
        } else {
            channel.close();
        }
    }

    /** What is used after a collection, once the server has told of all clients. */
    private static long heap(Served served, int clients) throws InterruptedException {
        served.awaitOut(out -> out.lines()
                        .filter(l -> l.startsWith("✔ ") || l.startsWith("✘ "))
                        .count()
                == clients);
        System.gc();
        Thread.sleep(100);
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static ClientConfig config(Served served) {
        return ClientConfig.builder(
                        Lab.CRYPTO, SystemTime.INSTANCE, PkixVerifier.trusting(TrustStores.pem(Path.of(served.root()))))
                .groups(List.of(NamedGroup.X25519))
                .build();
    }

    private static TlsChannel connect(ClientConfig config, Served served) throws IOException {
        SocketChannel socket =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), served.port()));
        return TlsChannel.connect(config, ServerName.of("localhost"), Transport.of(socket), PATIENT);
    }

    /** Asks for something, and reads the answer, which has no body. */
    private static void head(TlsChannel channel) throws IOException {
        channel.outputStream().write("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int next = channel.inputStream().read();
            assertThat(next).as("after " + answer).isNotNegative();
            answer.append((char) next);
        }
        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    private static String get(TlsChannel channel) throws IOException {
        channel.outputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        InputStream in = channel.inputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
