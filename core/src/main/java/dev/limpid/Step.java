// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.TlsException;
import dev.limpid.request.Request;
import java.util.List;
import java.util.Optional;

/** What a connection waits for. */
public sealed interface Step {
    /** More bytes from the peer, once everything pending was taken and sent. */
    record NeedsInput() implements Step {}

    /** The answer to {@code request} ({@link TlsConnection#answer}): until then the peer's bytes stay where they are. */
    record NeedsAnswer(Request<?> request) implements Step {}

    /**
     * Nothing: the handshake is complete, and application data may flow.
     *
     * @param requests wait for an answer beside the flowing data, the oldest first: those of authentication after the handshake
     */
    record Established(ConnectionFacts facts, List<Request<?>> requests) implements Step {
        /** A step that keeps a copy of {@code requests}. */
        public Established {
            requests = List.copyOf(requests);
        }
    }

    /**
     * Nothing: both directions are closed.
     *
     * @param failure why, if not by close_notify from both sides
     */
    record Closed(Optional<TlsException> failure) implements Step {}
}
