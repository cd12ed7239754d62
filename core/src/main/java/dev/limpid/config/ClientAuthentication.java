// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

/** Whether a server asks its clients for a certificate. */
public enum ClientAuthentication {
    /** It does not ask. */
    NONE,
    /** It asks, and goes on with a client that has none. */
    WANT,
    /** It asks, and ends the handshake with a client that has none (certificate_required). */
    NEED
}
