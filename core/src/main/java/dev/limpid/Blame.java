// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.wire.DecodeException;

/** Which violation an exception stands for: the one place that turns exceptions into alerts. */
record Blame(Violation violation, String detail) {
    static Blame of(RuntimeException cause) {
        return switch (cause) {
            //= R6-7
            case ViolationException broken -> new Blame(broken.violation(), broken.detail());
            //= R6-6
            case DecodeException malformed ->
                new Blame(
                        malformed.path().contains(".extensions")
                                ? Violation.MALFORMED_EXTENSION
                                : Violation.MALFORMED_MESSAGE,
                        malformed.path() + " at byte " + malformed.offset() + ": " + malformed.problem());
            default -> new Blame(Violation.INTERNAL_ERROR, cause.getClass().getSimpleName());
        };
    }
}
