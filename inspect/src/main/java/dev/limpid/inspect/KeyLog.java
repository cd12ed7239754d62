// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import dev.limpid.inspect.jfr.JfrEvents;
import dev.limpid.message.ClientHello;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.SecretAccess;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes the secrets of connections as SSLKEYLOGFILE lines (RFC 9850), from which other tools decrypt a capture. Whoever reads
 * the log reads the connections: it is made for tests and teaching, and RFC 9850 forbids it in production. Thread-safe: one log
 * may serve many connections, each with an observer of its own.
 *
 * <p>An observer cannot complain, so a log that could not be written to goes silent, and {@link #failure()} tells why.
 */
public final class KeyLog implements AutoCloseable {
    private final Appendable out;
    private final SecretAccess access;
    private final boolean exporters;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<IOException> failure = Optional.empty();

    private KeyLog(Appendable out, SecretAccess access, boolean exporters) {
        this.out = out;
        this.access = access;
        this.exporters = exporters;
    }

    /**
     * A log that appends to {@code out}, which the caller closes.
     *
     * @param access the token that the logged connections are configured with
     */
    public static KeyLog to(Appendable out, SecretAccess access) {
        return new KeyLog(out, access, false);
    }

    /**
     * A log that appends to {@code file}, which is created for its owner alone. {@link #close()} closes it.
     *
     * @param access the token that the logged connections are configured with
     * @throws IOException if the file cannot be opened, is a symbolic link or not a regular file, or others may read or write it
     */
    public static KeyLog toFile(Path file, SecretAccess access) throws IOException {
        KeyLog log = new KeyLog(OwnerOnly.append(file), access, false);
        JfrEvents.keyLogEnabled(file.toString());
        return log;
    }

    /** This log, with the exporter secrets too: they open what applications derive from TLS for themselves. */
    public KeyLog withExporterSecrets() {
        return new KeyLog(out, access, true);
    }

    /** Listens to one connection. */
    public Observer connection() {
        return new Connection();
    }

    /** Why the log fell silent, if it did. */
    public Optional<IOException> failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the file, if it is one that this log opened. */
    @Override
    public void close() throws IOException {
        if (out instanceof OwnerOnly file) {
            file.close();
        }
    }

    private Optional<String> label(Event.SecretDerived event) {
        // later generations follow from the first: the format has no label for them
        boolean first = event.generation() == 0;
        return switch (event.kind()) {
            case CLIENT_EARLY_TRAFFIC -> Optional.of("CLIENT_EARLY_TRAFFIC_SECRET");
            case CLIENT_HANDSHAKE_TRAFFIC -> Optional.of("CLIENT_HANDSHAKE_TRAFFIC_SECRET");
            case SERVER_HANDSHAKE_TRAFFIC -> Optional.of("SERVER_HANDSHAKE_TRAFFIC_SECRET");
            case CLIENT_APPLICATION_TRAFFIC ->
                Optional.of("CLIENT_TRAFFIC_SECRET_0").filter(_ -> first);
            case SERVER_APPLICATION_TRAFFIC ->
                Optional.of("SERVER_TRAFFIC_SECRET_0").filter(_ -> first);
            case EARLY_EXPORTER -> Optional.of("EARLY_EXPORTER_SECRET").filter(_ -> exporters);
            case EXPORTER -> Optional.of("EXPORTER_SECRET").filter(_ -> exporters);
            case SHARED_SECRET,
                    EARLY_SECRET,
                    BINDER_KEY,
                    HANDSHAKE_SECRET,
                    MAIN_SECRET,
                    RESUMPTION,
                    FINISHED_KEY,
                    WRITE_KEY,
                    WRITE_IV -> Optional.empty();
        };
    }

    private void write(String label, Bytes random, byte[] secret) {
        lock.lock();
        try {
            if (failure.isEmpty()) {
                // one call a line, so that lines of other writers to the same file stay whole
                out.append(
                        label + " " + random.toHex() + " " + HexFormat.of().formatHex(secret) + System.lineSeparator());
            }
        } catch (IOException e) {
            failure = Optional.of(e);
        } finally {
            lock.unlock();
        }
    }

    /** One connection, which the client's random names. */
    private final class Connection implements Observer {
        private Bytes random = Bytes.EMPTY;

        @Override
        public void on(long nanos, Event event) {
            switch (event) {
                case Event.MessageSeen e when e.message() instanceof ClientHello hello -> random = hello.random();
                case Event.SecretDerived e -> label(e).ifPresent(label -> log(label, e));
                default -> {
                    // nothing else concerns a key log
                }
            }
        }

        private void log(String label, Event.SecretDerived event) {
            if (random.isEmpty()) {
                return;
            }
            byte[] secret = event.secret().reveal(access);
            try {
                write(label, random, secret);
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        }
    }
}
