// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.Step;
import dev.limpid.TlsConnection;
import dev.limpid.request.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Carries the bytes between a connection and the runner's socket. With {@code -async} the connection gets one byte at a time, and
 * gives them one at a time: whatever it does with a part of a record, it does.
 */
final class Wire implements AutoCloseable {
    private static final byte[] LOOPBACK_4 = {127, 0, 0, 1};
    private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    private static final int LAST_WORDS = 30_000;

    private final Socket socket;
    private final boolean byteByByte;
    private final byte[] chunk = new byte[1 << 14];
    private int chunkAt;
    private int chunkEnd;
    private final ByteBuffer in = ByteBuffer.allocate(2 * TlsConnection.RECORD_BUFFER);
    private final ByteBuffer out = ByteBuffer.allocate(2 * TlsConnection.RECORD_BUFFER);

    private Wire(Socket socket, boolean byteByByte) {
        this.socket = socket;
        this.byteByByte = byteByByte;
        in.flip();
    }

    /** Connects to the runner, which learns by the shim's id which test this is. */
    static Wire connect(Settings settings) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(settings.has("-ipv6") ? LOOPBACK_6 : LOOPBACK_4);
        int port = settings.flags().number("-port").orElseThrow(() -> new IllegalArgumentException("no -port"));
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(loopback, port));
        long id = settings.flags().text("-shim-id").map(Long::parseUnsignedLong).orElse(0L);
        socket.getOutputStream()
                .write(ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(id)
                        .array());
        return new Wire(socket, settings.has("-async"));
    }

    /** Goes on until the handshake is complete, or {@code enough} of it is done. */
    void handshake(TlsConnection tls, BooleanSupplier enough) throws IOException {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        while (!isEstablished(tls) && !enough.getAsBoolean()) {
            flush(tls);
            if (!answered(tls) && !fill()) {
                tls.endOfInput();
            }
            tls.open(in, nothing);
        }
        flush(tls);
    }

    /** Whether the handshake is complete. */
    static boolean isEstablished(TlsConnection tls) {
        return tls.step() instanceof Step.Established;
    }

    private boolean answered(TlsConnection tls) {
        if (!(tls.step() instanceof Step.NeedsAnswer(Request<?> request))) {
            return false;
        }
        // It has to wait for the answer, whatever else comes
        tls.open(in, ByteBuffer.allocate(0));
        tls.answer(request);
        return true;
    }

    /**
     * Reads application data. What reading owes the peer waits for the next write: several requests for a KeyUpdate in a row are
     * one debt.
     *
     * @return the bytes read; -1 at the end, with or without close_notify
     */
    int read(TlsConnection tls, ByteBuffer plaintext) throws IOException {
        int count = tls.read(plaintext);
        while (count == 0) {
            boolean established = isEstablished(tls);
            count = tls.open(in, plaintext);
            if (!established) {
                // What is left of the handshake, and the tickets after it
                flush(tls);
            }
            if (count == 0 && !answered(tls) && (tls.isReadClosed() || !fill())) {
                if (!isEstablished(tls)) {
                    tls.endOfInput();
                }
                return -1;
            }
        }
        return count;
    }

    /** Sends as much of {@code plaintext} as may go before the handshake. */
    void writeEarly(TlsConnection tls, ByteBuffer plaintext) throws IOException {
        flush(tls);
        while (plaintext.hasRemaining() && tls.earlyDataRoom() > 0) {
            tls.sealEarly(plaintext, out);
            send();
        }
    }

    /** Sends all of {@code plaintext}, after what is pending. */
    void write(TlsConnection tls, ByteBuffer plaintext) throws IOException {
        do {
            tls.seal(plaintext, out);
            send();
        } while (plaintext.hasRemaining());
    }

    /** Seals all of {@code plaintext}, before the handshake as much of it as may go then, and sends only the first byte. */
    void writeFirstByte(TlsConnection tls, ByteBuffer plaintext) throws IOException {
        flush(tls);
        if (tls.isWritable()) {
            tls.seal(plaintext, out);
        } else {
            tls.sealEarly(plaintext, out);
        }
        out.flip();
        socket.getOutputStream().write(out.get());
        out.compact();
    }

    /** Sends what is pending. */
    void flush(TlsConnection tls) throws IOException {
        send();
        if (byteByByte) {
            ByteBuffer one = ByteBuffer.allocate(1);
            while (tls.take(one) > 0) {
                out.put(one.flip());
                one.clear();
                if (!out.hasRemaining()) {
                    send();
                }
            }
        } else {
            while (tls.take(out) > 0) {
                send();
            }
        }
        send();
    }

    /** Sends what is pending, and this record behind it. */
    void writeRecord(TlsConnection tls, Supplier<ByteBuffer> record) throws IOException {
        flush(tls);
        out.put(record.get());
        send();
    }

    /** Sends the alert of a connection that has failed, if the runner still takes it. */
    void sayLastWord(TlsConnection tls) {
        try {
            flush(tls);
        } catch (IOException nobodyListens) {
            // What matters is why the connection failed
        }
    }

    /** Ends this half and reads the other to its end: a socket that is closed with bytes unread resets the peer, and eats the alert. */
    @Override
    public void close() {
        try (socket) {
            socket.setSoTimeout(LAST_WORDS);
            socket.shutdownOutput();
            int count;
            do {
                count = socket.getInputStream().read(chunk);
            } while (count >= 0);
        } catch (IOException alreadyGone) {
            // Nothing is left to be lost
        }
    }

    /** More bytes of the peer for {@code in}; false if there are none. */
    private boolean fill() throws IOException {
        if (chunkAt == chunkEnd) {
            chunkAt = 0;
            chunkEnd = Math.max(0, socket.getInputStream().read(chunk, 0, Math.min(chunk.length, room())));
        }
        if (chunkEnd == 0) {
            return false;
        }
        int count = byteByByte ? 1 : chunkEnd - chunkAt;
        in.compact().put(chunk, chunkAt, count).flip();
        chunkAt += count;
        return true;
    }

    private int room() {
        return in.capacity() - in.remaining();
    }

    private void send() throws IOException {
        out.flip();
        if (out.hasRemaining()) {
            socket.getOutputStream().write(out.array(), out.arrayOffset() + out.position(), out.remaining());
        }
        out.clear();
    }
}
