// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

/** Sends a server's tickets when the application wants one (section 4.7.1). */
@FunctionalInterface
public interface TicketSource {
    /** Sends one; returns whether this connection gets any. */
    boolean send();
}
