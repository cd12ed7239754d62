// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.wire.Bytes;

/** What is kept for long must not keep the message alive that it was cut from. */
final class Copies {
    private Copies() {}

    static Bytes of(Bytes slice) {
        return slice.compact();
    }
}
