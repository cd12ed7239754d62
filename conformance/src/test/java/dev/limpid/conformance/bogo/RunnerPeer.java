// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.Step;
import dev.limpid.TlsConnection;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The runner's end of a connection with the shim: Limpid's own, with a hand on the wire. */
final class RunnerPeer implements Observer {
    private static final int HEADER = 5;
    private static final int LENGTH_AT = 3;

    private final Socket socket;
    private final List<Event> events = new ArrayList<>();
    private final ByteBuffer in =
            ByteBuffer.allocate(2 * TlsConnection.RECORD_BUFFER).flip();
    private final ByteBuffer out = ByteBuffer.allocate(1 << 18);
    private TlsConnection tls;
    private boolean records;

    RunnerPeer(Socket socket) {
        this.socket = socket;
    }

    /** Becomes this connection, which has to have this peer as its observer. */
    RunnerPeer with(TlsConnection connection) {
        tls = connection;
        return this;
    }

    /** Hears of each record from now on. */
    RunnerPeer alsoRecords() {
        records = true;
        return this;
    }

    @Override
    public boolean wantsRecords() {
        return records;
    }

    TlsConnection tls() {
        return tls;
    }

    @Override
    public void on(long nanos, Event event) {
        events.add(event);
    }

    /** The events of a kind so far. */
    <E extends Event> List<E> seen(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /**
     * Goes on until the handshake is complete, or has failed with an exception. What the shim sent behind its last record of the
     * handshake is left for {@link #hear}, whether it came in one batch with that record or later.
     */
    RunnerPeer handshake() throws IOException {
        try {
            while (tls.step() instanceof Step.NeedsInput) {
                flush();
                int waiting = in.remaining();
                openRecord();
                // What came with the last batch may be all that comes
                if (in.remaining() == waiting && !tls.hasOutput() && !fill()) {
                    tls.endOfInput();
                }
            }
        } finally {
            flush();
        }
        return this;
    }

    /** Says something, and hears it inverted. */
    RunnerPeer exchange(String message) throws IOException {
        say(message);
        assertThat(hear(message.length())).isEqualTo(inverted(message));
        return this;
    }

    /** Says something. */
    RunnerPeer say(String message) throws IOException {
        ByteBuffer plaintext = ByteBuffer.wrap(message.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        while (plaintext.hasRemaining()) {
            tls.seal(plaintext, out);
            send();
        }
        return this;
    }

    /** Says something before the handshake, or in the middle of it. */
    RunnerPeer sayEarly(String message) throws IOException {
        ByteBuffer plaintext = ByteBuffer.wrap(message.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThat(tls.sealEarly(plaintext, out)).isEqualTo(message.length());
        send();
        return this;
    }

    /** Hears {@code length} bytes. */
    byte[] hear(int length) throws IOException {
        ByteBuffer plaintext = ByteBuffer.allocate(length);
        while (plaintext.hasRemaining()) {
            if (tls.read(plaintext) == 0 && tls.open(in, plaintext) == 0) {
                assertThat(tls.isReadClosed()).as("the shim says goodbye early").isFalse();
                if (!fill()) {
                    tls.endOfInput();
                }
            }
        }
        return plaintext.array();
    }

    /** Hears nothing more, until the shim ends; throws what its last word makes of the connection. */
    void hearOut() throws IOException {
        ByteBuffer plaintext = ByteBuffer.allocate(1 << 14);
        do {
            assertThat(tls.open(in, plaintext)).isZero();
        } while (!tls.isReadClosed() && fill());
    }

    /** Says goodbye. */
    void close() throws IOException {
        tls.closeWrite();
        flush();
    }

    /** Sends these very bytes. */
    RunnerPeer sendRaw(byte[] bytes) throws IOException {
        flush();
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Sends what is pending. */
    RunnerPeer flush() throws IOException {
        while (tls.take(out) > 0) {
            send();
        }
        return this;
    }

    /** What is pending for the shim, instead of sending it. */
    byte[] take() {
        tls.take(out);
        out.flip();
        byte[] bytes = new byte[out.remaining()];
        out.get(bytes);
        out.clear();
        return bytes;
    }

    /** Reads one batch of what the shim sends and hands it to the connection. */
    void hearSome() throws IOException {
        assertThat(fill()).as("the shim says something").isTrue();
        tls.open(in, ByteBuffer.allocate(1 << 14));
    }

    static byte[] inverted(String message) {
        byte[] bytes = message.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= (byte) 0xff;
        }
        return bytes;
    }

    /** Hands the connection one record at most. */
    private void openRecord() {
        int end = in.limit();
        if (in.remaining() >= HEADER) {
            int length = in.getShort(in.position() + LENGTH_AT) & 0xffff;
            in.limit(Math.min(end, in.position() + HEADER + length));
        }
        try {
            tls.open(in, ByteBuffer.allocate(0));
        } finally {
            in.limit(end);
        }
    }

    private boolean fill() throws IOException {
        in.compact();
        int count = socket.getInputStream().read(in.array(), in.position(), in.remaining());
        in.position(in.position() + Math.max(0, count));
        in.flip();
        return count > 0;
    }

    private void send() throws IOException {
        out.flip();
        socket.getOutputStream().write(out.array(), 0, out.remaining());
        out.clear();
    }
}
