// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Close and interrupt end what another thread waits for, on platform threads and on virtual ones. */
@Timeout(120)
final class UnblockingTest {
    enum Kind {
        PLATFORM,
        VIRTUAL;

        Thread start(Runnable task) {
            return this == PLATFORM
                    ? Thread.ofPlatform().start(task)
                    : Thread.ofVirtual().start(task);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closeEndsARead(Kind kind) throws Exception {
        try (Pair pair = Pair.open()) {
            FutureTask<Integer> reading = new FutureTask<>(() -> pair.client().read(ByteBuffer.allocate(1)));
            Blocked.onSocket(kind.start(reading));
            pair.client().close();
            assertThat(Pair.failure(reading)).isInstanceOf(AsynchronousCloseException.class);
            assertThat(pair.server().read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closeEndsAReadWithATimeout(Kind kind) throws Exception {
        try (Pair pair = Pair.open()) {
            pair.client().readTimeout(Duration.ofSeconds(30));
            FutureTask<Integer> reading = new FutureTask<>(() -> pair.client().read(ByteBuffer.allocate(1)));
            Blocked.onSocket(kind.start(reading));
            pair.client().close();
            assertThat(Pair.failure(reading)).isInstanceOf(AsynchronousCloseException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void abortEndsAWrite(Kind kind) throws Exception {
        try (Pair pair = Pair.open(Tcp.openNarrow(), Pair.TIMEOUTS)) {
            FutureTask<Integer> writing = new FutureTask<>(() -> pair.client().write(ByteBuffer.allocate(50_000_000)));
            Blocked.onSocket(kind.start(writing));
            pair.client().abort();
            assertThat(Pair.failure(writing)).isInstanceOf(AsynchronousCloseException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closeEndsAHandshake(Kind kind) throws Exception {
        try (Tcp tcp = Tcp.open()) {
            TlsChannel client = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(tcp.client()));
            FutureTask<?> shaking = new FutureTask<>(client::handshake);
            Blocked.onSocket(kind.start(shaking));
            client.close();
            assertThat(Pair.failure(shaking)).isInstanceOf(AsynchronousCloseException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void interruptEndsAReadAndClosesTheChannel(Kind kind) throws Exception {
        try (Pair pair = Pair.open()) {
            boolean[] interrupted = new boolean[1];
            FutureTask<Integer> reading = new FutureTask<>(() -> {
                try {
                    return pair.client().read(ByteBuffer.allocate(1));
                } finally {
                    interrupted[0] = Thread.currentThread().isInterrupted();
                }
            });
            Blocked.onSocket(kind.start(reading)).interrupt();
            assertThat(Pair.failure(reading)).isInstanceOf(ClosedByInterruptException.class);
            assertThat(interrupted[0]).isTrue();
            assertThat(pair.client().isOpen()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void interruptEndsAWriteAndClosesTheChannel(Kind kind) throws Exception {
        try (Pair pair = Pair.open(Tcp.openNarrow(), Pair.TIMEOUTS)) {
            FutureTask<Integer> writing = new FutureTask<>(() -> pair.client().write(ByteBuffer.allocate(50_000_000)));
            Blocked.onSocket(kind.start(writing)).interrupt();
            assertThat(Pair.failure(writing)).isInstanceOf(ClosedChannelException.class);
            assertThat(pair.client().isOpen()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResetEndsAReadAndAWriteAtOnce(Kind kind) throws Exception {
        Tcp tcp = Tcp.openNarrow();
        try (Pair pair = Pair.open(tcp, Pair.TIMEOUTS)) {
            FutureTask<Integer> reading = new FutureTask<>(() -> pair.client().read(ByteBuffer.allocate(1)));
            FutureTask<Integer> writing = new FutureTask<>(() -> pair.client().write(ByteBuffer.allocate(50_000_000)));
            Blocked.onSocket(kind.start(reading));
            Blocked.onSocket(kind.start(writing));
            Tcp.reset(tcp.server());
            assertThat(Pair.failure(reading)).isInstanceOf(Exception.class);
            assertThat(Pair.failure(writing)).isInstanceOf(Exception.class);
        }
    }
}
