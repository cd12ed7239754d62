// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.wire.Bytes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Looks for secrets in whatever a connection lets out as text. */
final class SecretSearch {
    private SecretSearch() {}

    /** Those of {@code secrets} that {@code text} shows, in hexadecimal, base64 or as numbers. */
    static List<Bytes> found(List<Bytes> secrets, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return secrets.stream().filter(secret -> shows(text, lower, secret)).toList();
    }

    /** Everything that can be read of what became of {@code impostor}'s victim. */
    static String textOf(Impostor impostor) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        impostor.events().forEach(out::println);
        TlsConnection connection = impostor.victim().connection();
        out.println(connection);
        out.println(connection.step());
        out.println(connection.report());
        connection.report().entries().forEach(out::println);
        impostor.victim().failure().ifPresent(failure -> {
            failure.printStackTrace(out);
            failure.report().entries().forEach(out::println);
        });
        return text.toString();
    }

    private static boolean shows(String text, String lower, Bytes secret) {
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(secret.toArray());
        String url = Base64.getUrlEncoder().withoutPadding().encodeToString(secret.toArray());
        String numbers = Arrays.toString(secret.toArray());
        return lower.contains(secret.toHex()) || text.contains(base64) || text.contains(url) || text.contains(numbers);
    }
}
