// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.client;

/** Middlebox compatibility mode (appendix E.4): a client's change_cipher_spec comes once, before its second flight. */
final class Compatibility {
    private Compatibility() {}

    static void changeCipherSpec(ClientContext context) {
        if (context.config().middleboxCompatibility()) {
            context.output().sendChangeCipherSpec();
        }
    }
}
