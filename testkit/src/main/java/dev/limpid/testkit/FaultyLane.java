// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;

/** One direction of a {@link FaultyProxy}. */
final class FaultyLane {
    /** When nothing came for so long, what the wire holds back goes on its way. */
    private static final int QUIET_MILLIS = 50;

    private final FaultyWire wire;
    private Optional<Socket> source = Optional.empty();
    private boolean closed;

    FaultyLane(FaultyWire wire) {
        this.wire = wire;
    }

    synchronized boolean hasStruck() {
        return wire.hasStruck();
    }

    synchronized long intact() {
        return wire.intact();
    }

    /** Carries until {@code from} ends, or this is closed. */
    void carry(Socket from, Socket to) {
        byte[] buffer = new byte[32 * 1024];
        try {
            begin(from, to);
            InputStream in = from.getInputStream();
            boolean heard = true;
            for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
                List<Bytes> arriving = count > 0 ? carry(Bytes.of(buffer, 0, count)) : idle();
                heard = heard && write(arriving, to);
            }
        } catch (IOException reset) {
            // as if it had ended
        }
        write(idle(), to);
        end(to);
    }

    synchronized void close() throws IOException {
        closed = true;
        if (source.isPresent()) {
            source.get().close();
        }
    }

    private synchronized void begin(Socket from, Socket to) throws IOException {
        if (closed) {
            throw new IOException("closed before it began");
        }
        source = Optional.of(from);
        from.setSoTimeout(QUIET_MILLIS);
        to.setTcpNoDelay(true);
    }

    private synchronized List<Bytes> carry(Bytes sent) {
        return wire.carry(sent);
    }

    private synchronized List<Bytes> idle() {
        return wire.idle();
    }

    /** Whether somebody takes it; who doesn't may still have something to say, so that the other lane goes on. */
    private static boolean write(List<Bytes> arriving, Socket to) {
        try {
            for (Bytes piece : arriving) {
                to.getOutputStream().write(piece.toArray());
            }
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** How many bytes came; 0 if none did for a while. */
    private static int read(InputStream in, byte[] buffer) throws IOException {
        try {
            return in.read(buffer);
        } catch (SocketTimeoutException quiet) {
            return 0;
        }
    }

    private static void end(Socket to) {
        try {
            to.shutdownOutput();
        } catch (IOException gone) {
            // it has ended already
        }
    }
}
