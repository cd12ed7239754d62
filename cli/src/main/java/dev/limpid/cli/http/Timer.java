// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import java.time.Duration;

/** Ends the connection if it isn't set again in time. */
@FunctionalInterface
public interface Timer {
    /** From now on {@code duration} is left; replaces what was set before. */
    void expireIn(Duration duration);
}
