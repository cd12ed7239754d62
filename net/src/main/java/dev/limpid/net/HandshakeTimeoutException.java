// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import java.net.SocketTimeoutException;

/** The handshake was not complete in time; the channel is closed. */
public final class HandshakeTimeoutException extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;

    /** @param message how long it took and how far the handshake had come, for people */
    HandshakeTimeoutException(String message) {
        super(message);
    }
}
