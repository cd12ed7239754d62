// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where the command reads and writes: standard output carries the result, standard error everything else.
 *
 * @param terminal whether a person looks at standard output
 * @param environment the process's environment variables
 */
record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal, Map<String, String> environment) {

    /** This process's. */
    @SuppressWarnings("SystemConsoleNull") // it is null in JDK 25 where standard input or output is no terminal
    static Console ofProcess() {
        java.io.Console console = System.console();
        return new Console(System.in, System.out, System.err, console != null && console.isTerminal(), System.getenv());
    }

    /** Whether colours are welcome (no-color.org). */
    boolean coloured() {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** The terminal's width; 0 if there is none or it doesn't say. */
    int columns() {
        String told = environment.getOrDefault("COLUMNS", "");
        if (told.matches("[0-9]{1,4}")) {
            return Integer.parseInt(told);
        }
        return terminal ? askTerminal() : 0;
    }

    /** Whether everything written to standard output arrived there; if not, says so. */
    boolean delivered() {
        out.flush();
        if (!out.checkError()) {
            return true;
        }
        // Java doesn't tell a reader that left (head does) from a disk that is full: one quiet line serves both.
        say("limpid: standard output did not take everything");
        return false;
    }

    /** A line for standard error. */
    void say(String line) {
        err.println(line);
        err.flush();
    }

    /** Java cannot ask a terminal for its size; the system's own tool can. */
    private static int askTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] size = new String(stty.getInputStream().readNBytes(32), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            return size.length == 2 && size[1].matches("[0-9]{1,4}") ? Integer.parseInt(size[1]) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
