// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.net.PasswordSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Passwords as they are given on the command line: literally, or better by what names where they are. */
final class Passwords {
    private Passwords() {}

    /** The source that {@code option} names: {@code env:NAME}, {@code file:PATH}, or the password itself. */
    static PasswordSource of(Console console, Optional<String> option) {
        return option.map(text -> PasswordSource.of(value(console, text).toCharArray()))
                .orElse(PasswordSource.NONE);
    }

    /** The secret that {@code text} names in the same way. */
    static String value(Console console, String text) {
        if (text.startsWith("env:")) {
            String name = text.substring("env:".length());
            return Optional.ofNullable(console.environment().get(name))
                    .orElseThrow(() -> Refusal.usage(
                            "there is no environment variable " + Refusal.quoted(name), "set it, or name another"));
        }
        if (text.startsWith("file:")) {
            Path file = Path.of(text.substring("file:".length()));
            try {
                return Files.readString(file).lines().findFirst().orElse("");
            } catch (IOException e) {
                throw Refusal.file("read", file, e);
            }
        }
        return text;
    }
}
