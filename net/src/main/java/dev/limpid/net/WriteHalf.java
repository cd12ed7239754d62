// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.TlsConnection;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way out: the caller's buffer → {@link TlsConnection#seal} → wire buffer → transport. Everything here is under
 * {@link #lock}, which is held while the transport waits for the peer to take bytes.
 */
final class WriteHalf {
    final ReentrantLock lock = new ReentrantLock();
    private final TlsConnection connection;
    private final Transport transport;
    private volatile boolean shut;

    WriteHalf(TlsConnection connection, Transport transport) {
        this.connection = connection;
        this.transport = transport;
    }

    /** Whether nothing more is sent, but for an alert. */
    boolean isShut() {
        return shut;
    }

    /** Writes all of {@code source}. */
    void write(ByteBuffer source, long timeoutNanos) throws IOException {
        writeAll(source, timeoutNanos);
        // A reader that came just before the lock was free left its answer to us.
        flushIfIdle(timeoutNanos);
    }

    /** Writes as much of {@code source} as the server may be sent as early data; returns how much that was. */
    int writeEarly(ByteBuffer source, long timeoutNanos) throws IOException {
        int start = source.position();
        lock.lock();
        try {
            requireOpen();
            ByteBuffer wire = WireBuffers.take();
            try {
                while (source.hasRemaining() && connection.earlyDataRoom() > 0) {
                    connection.sealEarly(source, wire.clear());
                    transport.write(wire.flip(), timeoutNanos);
                }
            } finally {
                WireBuffers.give(wire);
            }
        } finally {
            lock.unlock();
        }
        return source.position() - start;
    }

    /** Sends KeyUpdate. */
    void updateKeys(boolean requestPeer, long timeoutNanos) throws IOException {
        lock.lock();
        try {
            requireOpen();
            connection.updateKeys(requestPeer);
            flush(Deadline.in(timeoutNanos));
        } finally {
            lock.unlock();
        }
    }

    /** Sends a ticket, and returns whether there is one. */
    boolean sendTicket(long timeoutNanos) throws IOException {
        lock.lock();
        try {
            requireOpen();
            boolean sent = connection.sendTicket();
            flush(Deadline.in(timeoutNanos));
            return sent;
        } finally {
            lock.unlock();
        }
    }

    /** Sends CertificateRequest, and returns what names it. */
    Bytes requestClientCertificate(ClientAuthentication wanted, long timeoutNanos) throws IOException {
        lock.lock();
        try {
            requireOpen();
            Bytes context = connection.requestClientCertificate(wanted);
            flush(Deadline.in(timeoutNanos));
            return context;
        } finally {
            lock.unlock();
        }
    }

    /** Sends what the connection has to say by itself. */
    void flush(Deadline deadline) throws IOException {
        if (!connection.hasOutput()) {
            return;
        }
        lock.lock();
        try {
            ByteBuffer wire = WireBuffers.take();
            try {
                while (connection.hasOutput()) {
                    connection.take(wire.clear());
                    transport.write(wire.flip(), deadline.left());
                }
            } finally {
                WireBuffers.give(wire);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends what the reading half owes the peer, unless a writer is at work, which sends it with its own. */
    void flushIfIdle(long timeoutNanos) throws IOException {
        while (connection.hasOutput() && lock.tryLock()) {
            try {
                flush(Deadline.in(timeoutNanos));
            } finally {
                lock.unlock();
            }
        }
    }

    /** Sends close_notify, then ends the transport's output. */
    void shut(Deadline deadline) throws IOException {
        lock.lock();
        try {
            if (shut) {
                return;
            }
            shut = true;
            connection.closeWrite();
            flush(deadline);
            transport.shutdownOutput();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #shut}, but gives up if a writer doesn't finish in time. */
    void tryShut(Deadline deadline) throws IOException {
        if (tryLock(deadline)) {
            try {
                shut(deadline);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Sends the alert of a failure, then ends the transport's output; gives up if a writer doesn't finish in time. */
    void trySendAlert(Deadline deadline) throws IOException {
        if (tryLock(deadline)) {
            try {
                shut = true;
                flush(deadline);
                transport.shutdownOutput();
            } finally {
                lock.unlock();
            }
        }
    }

    private void writeAll(ByteBuffer source, long timeoutNanos) throws IOException {
        lock.lock();
        try {
            requireOpen();
            ByteBuffer wire = WireBuffers.take();
            try {
                while (source.hasRemaining() || connection.hasOutput()) {
                    connection.seal(source, wire.clear());
                    transport.write(wire.flip(), timeoutNanos);
                }
            } finally {
                WireBuffers.give(wire);
            }
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() throws ClosedChannelException {
        if (shut) {
            throw new ClosedChannelException();
        }
    }

    private boolean tryLock(Deadline deadline) throws IOException {
        return Locks.tryLock(lock, deadline);
    }
}
