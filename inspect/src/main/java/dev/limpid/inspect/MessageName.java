// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import dev.limpid.message.HandshakeMessage;

/** Messages by the RFC's names. */
public final class MessageName {
    private MessageName() {}

    /** Such as {@code ClientHello} or {@code HelloRetryRequest}. */
    public static String of(HandshakeMessage message) {
        // the records are named as the RFC names the messages
        return message.getClass().getSimpleName();
    }
}
