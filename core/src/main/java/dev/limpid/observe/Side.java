// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

/** The two ends of a connection. */
public enum Side {
    /** The end that sends the first ClientHello. */
    CLIENT,
    /** The end that answers it. */
    SERVER;

    /** The opposite end. */
    public Side peer() {
        return this == CLIENT ? SERVER : CLIENT;
    }

    @Override
    public String toString() {
        return this == CLIENT ? "client" : "server";
    }
}
