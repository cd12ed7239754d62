// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that a test has started: what it prints is kept, standard error too, and {@link #close} kills it with all that it
 * started. No wait is without end.
 */
final class PeerProcess implements AutoCloseable {
    private static final int KEPT = 1 << 20;

    private final List<String> command;
    private final Process process;
    private final StringBuilder output = new StringBuilder();
    private final Thread reader;

    private PeerProcess(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        // Not a virtual thread: reading a pipe would hold one of the few carriers that our servers need
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    static PeerProcess start(List<String> command) {
        return start(command, Map.of());
    }

    /** Starts {@code command} with {@code environment} besides ours. */
    static PeerProcess start(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        try {
            return new PeerProcess(command, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types a line. */
    void type(String line) {
        OutputStream input = process.getOutputStream();
        try {
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new AssertionError(describe() + " reads no more", e);
        }
    }

    /** Ends its standard input. */
    void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            // It has ended by itself
        }
    }

    /** Waits until it has printed {@code pattern}, and returns the match. */
    Matcher await(String pattern, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Pattern wanted = Pattern.compile(pattern);
        synchronized (output) {
            while (true) {
                Matcher matcher = wanted.matcher(output.toString());
                if (matcher.find()) {
                    return matcher;
                }
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (millis <= 0 || !reader.isAlive()) {
                    throw new AssertionError("no \"" + pattern + "\" from " + describe());
                }
                try {
                    output.wait(Math.min(millis, 100));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** Waits for its end, and returns its exit code. */
    int awaitExit(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("does not end: " + describe());
            }
            reader.join(patience);
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it has printed so far. */
    String output() {
        synchronized (output) {
            return output.toString();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The command and what it printed. */
    String describe() {
        return String.join(" ", command) + (isAlive() ? "" : " (ended)") + "\n" + output();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        byte[] buffer = new byte[1 << 13];
        try (InputStream in = process.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                synchronized (output) {
                    output.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                    output.delete(0, Math.max(0, output.length() - KEPT));
                    output.notifyAll();
                }
            }
        } catch (IOException killed) {
            // Nothing more to read
        }
    }
}
