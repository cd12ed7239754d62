// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

/** The test goes as it has to: this side ends the connection for a reason of the application's, named as the runner names it. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason such as {@code :APPLICATION_DATA_ON_SHUTDOWN:} */
    Refusal(String reason) {
        super(reason);
    }
}
