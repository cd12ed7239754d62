// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;

/** {@link SSLEngine#getDelegatedTask}: who may run what, and what happens until then; and two threads at one engine. */
abstract class EngineTasksContract extends Contract {
    EngineTasksContract(Subject subject) {
        super(subject);
    }

    @Test
    void thereIsNoTaskUnlessOneIsNeeded() throws Exception {
        EnginePair pair = subject.pair();
        assertThat(pair.client().engine().getDelegatedTask()).isNull();
        pair.client().wrap(ByteBuffer.allocate(0));
        assertThat(pair.client().engine().getDelegatedTask()).isNull();
        pair.handshake();
        assertThat(pair.client().engine().getDelegatedTask()).isNull();
        assertThat(pair.server().engine().getDelegatedTask()).isNull();
    }

    @Test
    void eachTaskIsHandedOutOnce() throws Exception {
        EnginePair pair = untilTask();
        SSLEngine server = pair.server().engine();
        List<Runnable> tasks = new ArrayList<>();
        for (Runnable task = server.getDelegatedTask(); task != null; task = server.getDelegatedTask()) {
            assertThat(tasks).doesNotContain(task);
            tasks.add(task);
        }
        assertThat(tasks).isNotEmpty();
        assertThat(server.getDelegatedTask()).isNull();
        assertThat(server.getHandshakeStatus()).as("until they have run").isEqualTo(HandshakeStatus.NEED_TASK);
        tasks.forEach(Runnable::run);
        assertThat(server.getHandshakeStatus()).isNotEqualTo(HandshakeStatus.NEED_TASK);
        pair.handshake().exchange();
    }

    @Test
    void nothingMovesUntilTheTasksHaveRun() throws Exception {
        EnginePair pair = untilTask();
        SSLEngineResult wrapped = pair.server().wrap(ByteBuffer.wrap(Text.ANSWER));
        assertThat(wrapped.getStatus()).isEqualTo(Status.OK);
        assertThat(wrapped.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_TASK);
        assertThat(wrapped.bytesProduced() + wrapped.bytesConsumed()).isZero();
        ByteBuffer more = ByteBuffer.wrap(new byte[] {23, 3, 3, 0, 1, 0});
        SSLEngineResult read = pair.server().engine().unwrap(more, ByteBuffer.allocate(20_000));
        assertThat(read.getStatus()).isEqualTo(Status.OK);
        assertThat(read.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_TASK);
        assertThat(read.bytesConsumed() + read.bytesProduced()).isZero();
        pair.handshake().exchange();
    }

    @Test
    void aTaskMayRunOnAnyThread() throws Exception {
        EnginePair pair = subject.pair();
        pair.client().engine().beginHandshake();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int turn = 0; turn < 100; turn++) {
                runElsewhere(pair.client().engine(), threads);
                runElsewhere(pair.server().engine(), threads);
                pair.client().turn();
                pair.server().receive(pair.client().take());
                pair.server().turn();
                pair.client().receive(pair.server().take());
            }
        }
        pair.handshake().exchange();
        assertThat(pair.client().story()).as("tasks run here").noneMatch(line -> line.startsWith("task"));
    }

    @Test
    void aTaskThatFailsFailsTheNextCall() throws Exception {
        SSLContext distrustful = SSLContext.getInstance(Subject.TLS13, subject.provider());
        distrustful.init(null, new TrustManager[] {new Distrust()}, null);
        EnginePair pair = EnginePair.of(distrustful, subject.shop()).attempt();
        assertThat(pair.client().failure())
                .get()
                .isInstanceOf(SSLHandshakeException.class)
                .satisfies(failure -> assertThat(causes(failure))
                        .anyMatch(cause -> cause instanceof CertificateException
                                && "never on a Tuesday".equals(cause.getMessage())));
        assertThat(pair.server().failure()).isPresent();
    }

    @Test
    void wrapAndUnwrapMayRunAtTheSameTime() throws Exception {
        EnginePair pair = subject.pair().handshake();
        pair.exchange();
        byte[] question = Text.ofLength(2_000_000);
        byte[] answer = Text.ofLength(1_500_000);
        Pipe up = new Pipe();
        Pipe down = new Pipe();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> asks = threads.submit(() -> up.fill(pair.client().engine(), question));
            Future<?> answers = threads.submit(() -> down.fill(pair.server().engine(), answer));
            Future<byte[]> hears = threads.submit(() -> up.drain(pair.server().engine(), question.length));
            Future<byte[]> learns =
                    threads.submit(() -> down.drain(pair.client().engine(), answer.length));
            asks.get();
            answers.get();
            assertThat(hears.get()).isEqualTo(question);
            assertThat(learns.get()).isEqualTo(answer);
        }
    }

    /** A handshake in which the server has just read the hello. */
    private EnginePair untilTask() throws Exception {
        EnginePair pair = subject.pair();
        pair.client().wrap(ByteBuffer.allocate(0));
        pair.server().receive(pair.client().take());
        assertThat(pair.server().unwrap().getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_TASK);
        return pair;
    }

    private static void runElsewhere(SSLEngine engine, ExecutorService threads) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            running.add(threads.submit(task));
        }
        for (Future<?> each : running) {
            each.get();
        }
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            causes.add(each);
        }
        return causes;
    }
}
