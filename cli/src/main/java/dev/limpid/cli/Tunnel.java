// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.net.TlsChannel;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The errand of {@code --tunnel}: standard input goes to the server, what it sends goes to standard output. The end of the input
 * becomes close_notify, after which the server may still send; the server's close_notify ends the tunnel.
 */
final class Tunnel implements Visit.Errand {
    private static final int CHUNK = 1 << 14;

    private final Console console;
    private final AtomicLong sent = new AtomicLong();
    private long received;
    private boolean lost;

    Tunnel(Console console) {
        this.console = console;
    }

    /** Whether standard output could not take everything. */
    boolean lost() {
        return lost;
    }

    @Override
    public void run(TlsChannel channel, Visit visit) throws IOException {
        channel.readTimeout(Duration.ZERO);
        Thread.ofPlatform().daemon().name("limpid-tunnel").start(() -> send(channel));
        try {
            receive(channel);
        } finally {
            visit.tell(new Event.ApplicationMessageSeen(Side.CLIENT, "tunnel", sent.get()));
            visit.tell(new Event.ApplicationMessageSeen(Side.SERVER, "tunnel", received));
        }
    }

    private void receive(TlsChannel channel) throws IOException {
        PrintStream out = console.out();
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
        for (int n = channel.read(buffer); n >= 0 && !lost; n = channel.read(buffer)) {
            out.write(buffer.array(), 0, buffer.position());
            out.flush();
            received += buffer.position();
            buffer.clear();
            lost = out.checkError();
        }
    }

    private void send(TlsChannel channel) {
        byte[] chunk = new byte[CHUNK];
        InputStream in = console.in();
        try {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                channel.write(ByteBuffer.wrap(chunk, 0, n));
                sent.addAndGet(n);
            }
            channel.shutdownOutput();
        } catch (IOException | TlsException e) {
            // The reading side finds the same, and tells it.
        }
    }
}
