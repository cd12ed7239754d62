// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.demo;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * A source of randomness that remembers what it gave away: how the demo learns the private values a and b, which no interface
 * reveals. Real randomness all the same.
 */
public final class OverheardRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient SecureRandom source = new SecureRandom();
    private final transient List<byte[]> given = new ArrayList<>();

    @Override
    public void nextBytes(byte[] bytes) {
        source.nextBytes(bytes);
        synchronized (given) {
            given.add(bytes.clone());
        }
    }

    /** Everything that was given away, in pieces as asked for. */
    List<byte[]> given() {
        synchronized (given) {
            return given.stream().map(byte[]::clone).toList();
        }
    }
}
