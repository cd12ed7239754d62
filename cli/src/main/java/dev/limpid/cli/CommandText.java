// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import java.util.List;

/** Command lines as they may be shown: quoted for a shell, and without passwords. */
final class CommandText {
    private static final List<String> PASSWORD_OPTIONS = List.of("--pass", "--capass", "--psk");

    private CommandText() {}

    /** Whether the argument after {@code argument} is a password. */
    static boolean announcesPassword(String argument) {
        return PASSWORD_OPTIONS.contains(argument);
    }

    /** {@code argument}, or only its name if it is a password option with the password in it. */
    static String withoutPassword(String argument) {
        for (String option : PASSWORD_OPTIONS) {
            if (argument.startsWith(option + "=")) {
                return option + "=…";
            }
        }
        return argument;
    }

    /** {@code argument} as a shell reads it as one word. */
    static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_@%+=:,./…-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
