// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The texts that reports of one connection after the other repeat: reasons, states, the names of the servers that a client knows. The
 * first that come get a number, as many as there is room for; all others are kept where they are used. Thread-safe.
 */
final class Words {
    /** The number of a text that has none. */
    static final int NONE = -1;

    private static final int MOST = 1024;
    private static final int LONGEST = 120;

    private static final Map<String, Integer> NUMBERS = new ConcurrentHashMap<>();
    private static final AtomicReferenceArray<@Nullable String> WORDS = new AtomicReferenceArray<>(MOST);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Words() {}

    /** The number of {@code word}, or {@link #NONE}. */
    static int number(String word) {
        Integer known = NUMBERS.get(word);
        if (known != null) {
            return known;
        }
        if (word.length() > LONGEST || NEXT.get() >= MOST) {
            return NONE;
        }
        return NUMBERS.computeIfAbsent(word, Words::next);
    }

    /** The text that has {@code number}. */
    static String of(int number) {
        String word = WORDS.get(number);
        if (word == null) {
            throw new IllegalArgumentException("no text has the number " + number);
        }
        return word;
    }

    private static int next(String word) {
        int number = NEXT.getAndIncrement();
        if (number >= MOST) {
            return NONE;
        }
        WORDS.set(number, word);
        return number;
    }
}
