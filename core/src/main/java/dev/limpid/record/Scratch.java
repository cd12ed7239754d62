// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.record;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Arrays for one record each, lent for the length of a call: a record through a direct buffer costs no allocation, and an idle
 * connection holds no array. No plaintext stays in them. Thread-safe.
 */
final class Scratch {
    private static final AtomicReferenceArray<byte[]> FREE = new AtomicReferenceArray<>(16);

    private Scratch() {}

    /** An array with room for any record, holding anything but secrets; give it back, or drop it. */
    static byte[] take() {
        for (int i = 0; i < FREE.length(); i++) {
            byte[] array = FREE.getAndSet(i, null);
            if (array != null) {
                return array;
            }
        }
        return new byte[RecordLimits.RECORD];
    }

    /** @param plaintext how many bytes from the start may be plaintext, which is zeroed */
    static void give(byte[] array, int plaintext) {
        Arrays.fill(array, 0, plaintext, (byte) 0);
        for (int i = 0; i < FREE.length(); i++) {
            if (FREE.compareAndSet(i, null, array)) {
                return;
            }
        }
    }
}
