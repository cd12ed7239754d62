// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.wire.Bytes;
import java.nio.charset.StandardCharsets;

/** The shape of a rule, and how a peer's bytes become text. */
final class Rules {
    private Rules() {}

    /** @throws ViolationException unless {@code obeyed} */
    static void require(boolean obeyed, Violation violation, String detail) {
        if (!obeyed) {
            throw new ViolationException(violation, detail);
        }
    }

    /** A protocol name as text; bytes that are not UTF-8 become replacement characters. */
    static String text(Bytes name) {
        return new String(name.toArray(), StandardCharsets.UTF_8);
    }
}
