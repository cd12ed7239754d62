// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import java.io.IOException;

/** Who is told what goes wrong in a server. Called on the thread where it went wrong; what it throws is dropped. */
public interface ServerListener {
    /**
     * Writes a line each to the system logger {@code dev.limpid.net}: DEBUG for what clients and networks do, WARNING for what
     * handlers throw besides and for what keeps the server from accepting. What comes from a client is escaped.
     */
    ServerListener LOGGING = new LoggingListener();

    /**
     * A handshake or a handler failed, and the channel has been aborted.
     *
     * @param client the client's address and port
     */
    void connectionFailed(String client, Throwable cause);

    /** No connection could be accepted, for lack of file descriptors for instance; the server tries again shortly. */
    void acceptFailed(IOException cause);
}
