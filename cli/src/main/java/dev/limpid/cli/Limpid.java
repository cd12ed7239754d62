// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of the command {@code limpid}. */
@Command(
        name = "limpid",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "TLS 1.3 that you can see through.")
final class Limpid {

    private Limpid() {}

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Limpid());
        if (arguments.length == 0) {
            line.usage(System.out);
        } else {
            System.exit(line.execute(arguments));
        }
    }
}
