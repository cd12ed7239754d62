// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import java.time.Duration;

/** What stopped the tool outside the protocol, before there was a connection or beside it. */
public sealed interface Trouble {
    /** Nothing did: whatever happened is in the events. */
    record None() implements Trouble {}

    /** A local file could not be read or written. */
    record LocalFile(String path, String detail) implements Trouble {}

    /** A local port could not be opened. */
    record LocalPort(int port, String detail) implements Trouble {}

    /** The name has no address. */
    record NameUnknown(String host, String detail) implements Trouble {}

    /** The peer's kernel refused the TCP connection (RST in answer to SYN). */
    record Refused(String address) implements Trouble {}

    /** The network said that there is no way to the peer. */
    record Unreachable(String address, String detail) implements Trouble {}

    /** Nobody answered the SYN in time. */
    record ConnectTimeout(String address, Duration waited) implements Trouble {}

    /** Somebody pressed Ctrl-C. */
    record Interrupted() implements Trouble {}

    /**
     * Limpid itself failed.
     *
     * @param kind the exception's class
     */
    record Internal(String kind, String detail) implements Trouble {}
}
