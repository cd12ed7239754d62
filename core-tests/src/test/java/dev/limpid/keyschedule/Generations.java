// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.keyschedule;

/** Lets a secret be older than any test could wait for. */
public final class Generations {
    /** The last generation that a sender may use: 2^48 - 1. */
    public static final long LAST = 281_474_976_710_655L;

    private Generations() {}

    /** As if {@code secret} had been updated that often. */
    public static void skipTo(long generation, TrafficSecret secret) {
        secret.skipTo(generation);
    }
}
