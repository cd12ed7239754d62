// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.keyschedule;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of one secret: zeroed when they are no longer needed, never printed. */
final class SecretBytes {
    private final String name;
    private byte @Nullable [] bytes;

    /** @param bytes taken over, not copied */
    SecretBytes(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** The array itself. */
    byte[] open() {
        byte[] open = bytes;
        if (open == null) {
            throw new IllegalStateException("the " + name + " is destroyed");
        }
        return open;
    }

    //= R7.1-1
    void destroy() {
        byte[] open = bytes;
        bytes = null;
        if (open != null) {
            Arrays.fill(open, (byte) 0);
        }
    }

    /** The name and whether it is still there. */
    @Override
    public String toString() {
        return bytes == null ? name + " (destroyed)" : name;
    }
}
