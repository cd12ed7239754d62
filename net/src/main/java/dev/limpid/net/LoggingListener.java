// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.observe.Escape;
import dev.limpid.observe.TlsException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Objects;

/** Logs, without stack traces: their messages may hold a client's text. */
final class LoggingListener implements ServerListener {
    private static final System.Logger LOGGER = System.getLogger("dev.limpid.net");

    @Override
    public void connectionFailed(String client, Throwable cause) {
        boolean outside = cause instanceof IOException || cause instanceof TlsException;
        LOGGER.log(outside ? Level.DEBUG : Level.WARNING, () -> client + ": " + text(cause));
    }

    @Override
    public void acceptFailed(IOException cause) {
        LOGGER.log(Level.WARNING, () -> "cannot accept a connection: " + text(cause));
    }

    static String text(Throwable cause) {
        return cause.getClass().getSimpleName() + ": " + Escape.text(Objects.toString(cause.getMessage(), ""));
    }
}
