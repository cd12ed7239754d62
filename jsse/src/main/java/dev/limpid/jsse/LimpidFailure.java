// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.observe.TlsException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an exception of this provider carries: the stable code, the alert, the section of the RFC and the report of the connection.
 */
public final class LimpidFailure {
    private static final int DEEPEST = 20;

    private LimpidFailure() {}

    /** What {@code thrown} or one of its causes, such as the one that a framework wrapped, says of a connection of this provider. */
    public static Optional<TlsException> of(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; i < DEEPEST && cause != null; i++) {
            if (cause instanceof TlsException failure) {
                return Optional.of(failure);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
