// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;

/** What the ends say to each other. */
final class Text {
    static final byte[] QUESTION = "GET /products".getBytes(UTF_8);

    static final byte[] ANSWER = "apples, pears, limes".getBytes(UTF_8);

    private Text() {}

    /** So many bytes, always the same. */
    static byte[] ofLength(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
