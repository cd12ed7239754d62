// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.net.TlsChannel;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An errand before which the content of a file goes as early data. What the server does not take is not sent again. */
record EarlyFile(Bytes content, Visit.Errand errand) implements Visit.Errand {
    private static final long LARGEST = 1 << 24;

    /** What {@code file} holds. */
    static Bytes content(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw Refusal.local(
                        Refusal.quoted(file.toString()) + " is too large for early data", "send 16 MiB at most");
            }
            return Bytes.wrap(Files.readAllBytes(file));
        } catch (IOException e) {
            throw Refusal.file("read early data from", file, e);
        }
    }

    @Override
    public void early(TlsChannel channel, Visit visit) throws IOException {
        int sent = channel.writeEarly(content.toBuffer());
        if (sent > 0) {
            String part = sent < content.length() ? "the first part of a file, early" : "a file, early";
            visit.tell(new Event.ApplicationMessageSeen(Side.CLIENT, part, sent));
        }
        errand.early(channel, visit);
    }

    @Override
    public void run(TlsChannel channel, Visit visit) throws IOException {
        errand.run(channel, visit);
    }
}
