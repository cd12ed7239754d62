// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.demo;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Looks for secrets in a text. */
public final class SecretSearch {
    private static final int TELLING = 16;

    private SecretSearch() {}

    /** How many secrets there are that are long enough not to be found by chance. */
    public static long count(Secrets secrets) {
        return secrets.values().values().stream()
                .filter(s -> s.length >= TELLING)
                .count();
    }

    /** The titles of those that {@code text} holds, in hexadecimal with or without blanks and colons, or in base64. */
    public static List<String> found(Secrets secrets, String text) {
        String hex = text.toLowerCase(Locale.ROOT).replaceAll("[\\s:│|]", "");
        return secrets.values().entrySet().stream()
                .filter(e -> e.getValue().length >= 12)
                .filter(e -> hex.contains(HexFormat.of().formatHex(e.getValue()))
                        || text.contains(base64(Base64.getEncoder(), e.getValue()))
                        || text.contains(base64(Base64.getUrlEncoder(), e.getValue())))
                .map(e -> e.getKey().title())
                .toList();
    }

    private static String base64(Base64.Encoder encoder, byte[] secret) {
        return encoder.withoutPadding().encodeToString(secret);
    }
}
