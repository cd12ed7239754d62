// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import java.util.Iterator;
import java.util.List;

/**
 * The flags, sorted by what they are about.
 *
 * @param initial the first connection
 * @param resume those after it
 * @param retry a connection whose early data the server rejected, from there on
 */
record CommandLine(Settings initial, Settings resume, Settings retry) {
    private static final String ON_INITIAL = "-on-initial";
    private static final String ON_RESUME = "-on-resume";
    private static final String ON_RETRY = "-on-retry";

    /**
     * What {@code arguments} say. A flag without a prefix is about all three.
     *
     * @throws Unimplemented if a flag is not known
     * @throws IllegalArgumentException if one lacks its value, or has one that is not of its form
     */
    static CommandLine parse(List<String> arguments) {
        CommandLine line = new CommandLine(new Settings(), new Settings(), new Settings());
        for (Iterator<String> left = arguments.iterator(); left.hasNext(); ) {
            line.take(left.next(), left);
        }
        return line;
    }

    private void take(String argument, Iterator<String> left) {
        List<Settings> about = about(argument);
        String name = about.size() > 1 ? argument : argument.substring(argument.indexOf('-', "-on-".length()));
        Flag flag = Flags.named(name).orElseThrow(() -> new Unimplemented(argument));
        if (flag.takesValue() && !left.hasNext()) {
            throw new IllegalArgumentException(argument + " lacks its value");
        }
        String value = flag.takesValue() ? left.next() : "";
        for (Settings settings : about) {
            settings.add(flag, value);
        }
    }

    private List<Settings> about(String argument) {
        if (argument.startsWith(ON_INITIAL + "-")) {
            return List.of(initial);
        }
        if (argument.startsWith(ON_RESUME + "-")) {
            return List.of(resume);
        }
        return argument.startsWith(ON_RETRY + "-") ? List.of(retry) : List.of(initial, resume, retry);
    }
}
