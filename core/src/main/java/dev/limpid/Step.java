// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.TlsException;
import java.util.Optional;

/** What a connection waits for. */
public sealed interface Step {
    /** More bytes from the peer, once everything pending was taken and sent. */
    record NeedsInput() implements Step {}

    /** Nothing: the handshake is complete, and application data may flow. */
    record Established(ConnectionFacts facts) implements Step {}

    /**
     * Nothing: both directions are closed.
     *
     * @param failure why, if not by close_notify from both sides
     */
    record Closed(Optional<TlsException> failure) implements Step {}
}
