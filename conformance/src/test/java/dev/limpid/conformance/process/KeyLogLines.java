// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Key logs (RFC 9850) as sorted sets of lines, without comments and however they spell hexadecimal. */
final class KeyLogLines {
    private KeyLogLines() {}

    static Set<String> of(Path file) throws IOException {
        return of(Files.readString(file));
    }

    static Set<String> of(String log) {
        Set<String> sorted = new TreeSet<>();
        log.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf(' '))
                        + line.substring(line.indexOf(' ')).toLowerCase(Locale.ROOT))
                .forEach(sorted::add);
        return sorted;
    }
}
