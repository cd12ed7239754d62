// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Plays the part of BoringSSL's runner for one test: waits for the shim, checks its number, and is a peer to it. The shim runs in
 * this JVM, but for that as the runner starts it: a command line, standard output and error, a number at the end.
 */
final class MiniRunner {
    /** What the runner gives the shim to tell tests apart by. */
    static final long SHIM_ID = 0x0102_0304_0506_0708L;

    private static final int PATIENCE_SECONDS = 120;

    private MiniRunner() {}

    /** What the runner does on one of the shim's connections. */
    @FunctionalInterface
    interface Script {
        void talk(Socket shim) throws IOException;
    }

    /** What the shim did. */
    record Result(int code, String out, String err) {
        /** As a test that has to pass is judged. */
        Result passed() {
            assertThat(err).isEmpty();
            assertThat(code).isZero();
            return this;
        }

        /** As a test that has to fail is judged: {@code reason} is on standard error. */
        Result failedWith(String reason) {
            assertThat(err).contains(reason);
            assertThat(code).isEqualTo(1);
            return this;
        }

        /** The shim said that it can't do that. */
        Result skipped() {
            assertThat(code).as(err).isEqualTo(89);
            return this;
        }

        /** The shim found something else than its flags expect. */
        Result broken(String what) {
            assertThat(err).contains(what);
            assertThat(code).isEqualTo(90);
            return this;
        }
    }

    /** The command line of a client test, or with {@code -server} of a server test. */
    static List<String> flags(String... flags) {
        return List.of(flags);
    }

    /** Runs the shim with {@code flags}, and on its connections one script after the other. */
    static Result run(List<String> flags, Script... scripts) {
        // Where a script fails, the listener goes first: a shim that would visit again must not keep its thread for
        // ever
        try (ExecutorService threads = Executors.newCachedThreadPool();
                ServerSocket listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(PATIENCE_SECONDS * 1000);
            List<String> all = new ArrayList<>(flags);
            all.addAll(List.of("-port", "" + listener.getLocalPort(), "-shim-id", "" + SHIM_ID));
            Future<Result> shim = threads.submit(() -> shim(all));
            for (Script script : scripts) {
                serve(listener, script);
            }
            return shim.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Runs the shim with {@code flags} and nobody to talk to. */
    static Result shim(List<String> flags) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = BogoShim.run(flags, new PrintStream(out, true), new PrintStream(err, true));
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static void serve(ServerSocket listener, Script script) throws IOException {
        try (Socket shim = listener.accept()) {
            shim.setSoTimeout(PATIENCE_SECONDS * 1000);
            shim.setTcpNoDelay(true);
            byte[] id = shim.getInputStream().readNBytes(Long.BYTES);
            assertThat(ByteBuffer.wrap(id).order(ByteOrder.LITTLE_ENDIAN).getLong())
                    .isEqualTo(SHIM_ID);
            script.talk(shim);
        }
    }
}
