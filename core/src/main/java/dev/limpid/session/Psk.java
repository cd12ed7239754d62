// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The bytes of a pre-shared key (RFC 9846 section 2.2). Never printed. Two of them are equal only if they are the same object: to
 * compare bytes, use {@link #sameAs}, whose time does not depend on where they differ. Thread-safe.
 */
public final class Psk {
    private final byte[] bytes;
    private boolean destroyed;

    private Psk(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The key of these bytes.
     *
     * @param bytes copied; the array stays the caller's, who should zero it
     * @throws IllegalArgumentException if there are none, or more than 65535
     */
    public static Psk of(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > 0xffff) {
            throw new IllegalArgumentException("a PSK has 1 to 65535 bytes, not " + bytes.length);
        }
        return new Psk(bytes.clone());
    }

    /**
     * A copy of the key, which the caller owns and should zero.
     *
     * @throws IllegalStateException after {@link #destroy()}
     */
    public synchronized byte[] bytes() {
        if (destroyed) {
            throw new IllegalStateException("the PSK is destroyed");
        }
        return bytes.clone();
    }

    /** The number of bytes. */
    public int length() {
        return bytes.length;
    }

    /**
     * Whether {@code other} holds the same bytes.
     *
     * @throws IllegalStateException if one of the two is destroyed
     */
    public boolean sameAs(Psk other) {
        byte[] mine = bytes();
        byte[] others = other.bytes();
        try {
            return MessageDigest.isEqual(mine, others);
        } finally {
            Arrays.fill(mine, (byte) 0);
            Arrays.fill(others, (byte) 0);
        }
    }

    /** Zeroes the key. Does nothing the second time. */
    public synchronized void destroy() {
        destroyed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public synchronized String toString() {
        return destroyed ? "PSK (destroyed)" : "PSK of " + bytes.length + " bytes";
    }
}
