// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import dev.limpid.observe.Event.TranscriptExtended;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import java.util.HashMap;
import java.util.Map;

/** Remembers which message each transcript hash of a connection ends with. Not thread-safe. */
public final class Transcripts {
    private static final int LIMIT = 64;

    private final Map<Bytes, String> messages = new HashMap<>();
    private boolean serverDone;

    /** Knows of no message yet. */
    public Transcripts() {}

    /** The transcript took in another message. */
    public void add(TranscriptExtended event) {
        if (messages.size() < LIMIT) {
            messages.put(event.hash(), title(event.through()));
        }
        serverDone |= event.through().equals(HandshakeType.FINISHED);
    }

    /** The message, such as {@code server_hello} or {@code server's finished}; empty if there is none or it is unknown. */
    public String through(Bytes hash) {
        return messages.getOrDefault(hash, "");
    }

    /** Both sides send Finished, and may both send certificates: the server first. */
    private String title(HandshakeType type) {
        boolean both = type.equals(HandshakeType.FINISHED)
                || type.equals(HandshakeType.CERTIFICATE)
                || type.equals(HandshakeType.CERTIFICATE_VERIFY);
        return (both ? serverDone ? "client's " : "server's " : "") + type;
    }
}
