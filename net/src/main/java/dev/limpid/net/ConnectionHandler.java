// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

/** What a server does with a client. */
@FunctionalInterface
public interface ConnectionHandler {
    /**
     * Serves one client, on a virtual thread of its own; the handshake is done. When it returns, the server closes the
     * channel with close_notify; when it throws, the server aborts it, so that the client knows that data is missing.
     */
    void handle(TlsChannel channel) throws Exception;
}
