// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.message.ClientHello;

/** Middlebox compatibility mode (appendix E.4): a server's change_cipher_spec follows its first handshake message. */
final class Compatibility {
    private Compatibility() {}

    /** A client that sends a session id gets it, whatever this side would like. */
    static void changeCipherSpec(ServerContext context, ClientHello hello) {
        //= RE.4-1
        if (!hello.legacySessionId().isEmpty()) {
            context.output().sendChangeCipherSpec();
        }
    }
}
