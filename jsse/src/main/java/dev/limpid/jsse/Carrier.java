// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.config.ClientAuthentication;
import java.io.IOException;

/** What carries a connection's bytes, as far as a session can have it do something. */
interface Carrier {
    void updateKeys(boolean requestPeer) throws IOException;

    void requestClientCertificate(ClientAuthentication wanted) throws IOException;

    boolean sendTicket() throws IOException;
}
