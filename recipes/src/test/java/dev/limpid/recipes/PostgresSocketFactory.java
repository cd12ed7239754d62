// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.postgresql.ssl.WrappedFactory;

/** What PostgreSQL's driver is told by the property {@code sslfactory}. */
public final class PostgresSocketFactory extends WrappedFactory {
    private static final AtomicReference<SSLSocket> LAST = new AtomicReference<>();

    // #region factory
    /** Called by the driver. */
    public PostgresSocketFactory() {
        factory = Ingredients.client().getSocketFactory();
    }
    // #endregion

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        Socket socket = super.createSocket(connected, host, port, autoClose);
        LAST.set((SSLSocket) socket);
        return socket;
    }

    static SSLSession lastSession() {
        return LAST.get().getSession();
    }
}
