// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

/** A flag, or a value of one, that this shim does not implement: the runner skips the test, it neither passes nor fails. */
final class Unimplemented extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unimplemented(String what) {
        super(what);
    }
}
