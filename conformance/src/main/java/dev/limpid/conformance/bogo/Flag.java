// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

/**
 * A flag of the command line.
 *
 * @param name with its hyphen, without a prefix such as {@code -on-resume}
 */
record Flag(String name, Value value, Scope scope) {
    /** What follows it. */
    enum Value {
        /** Nothing. */
        NONE,
        /** A decimal number. */
        NUMBER,
        /** Any text, the empty one too. */
        TEXT,
        /** Bytes in base64. */
        BASE64
    }

    /** What it is said of. */
    enum Scope {
        /** The connection. */
        CONNECTION,
        /** The credential that the command line opened last; the default one before it opens any. */
        CREDENTIAL,
        /** Opens a credential. */
        OPENS_CREDENTIAL,
        /** Nothing: it asks for what this shim always does, or for what has no meaning in TLS 1.3. */
        IGNORED
    }

    boolean takesValue() {
        return value != Value.NONE;
    }
}
