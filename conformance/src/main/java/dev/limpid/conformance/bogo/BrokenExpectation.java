// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

/** The connection is not what the flags say that it has to be: the test has failed, whatever the runner saw. */
final class BrokenExpectation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenExpectation(String what) {
        super(what);
    }

    /** @throws BrokenExpectation unless {@code met} */
    static void expect(boolean met, String what) {
        if (!met) {
            throw new BrokenExpectation(what);
        }
    }

    /** @throws BrokenExpectation unless {@code actual} is {@code expected} */
    static void expectEqual(String what, Object expected, Object actual) {
        expect(expected.equals(actual), what + " is " + actual + ", expected " + expected);
    }
}
