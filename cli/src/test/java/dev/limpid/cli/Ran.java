// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A command line that was run in this process, with everything that it printed. */
record Ran(int code, String out, String err) {
    static Ran limpid(String... arguments) {
        return limpid(new byte[0], arguments);
    }

    static Ran limpid(byte[] input, String... arguments) {
        return limpid(new ByteArrayInputStream(input), Map.of(), arguments);
    }

    static Ran limpid(InputStream input, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Limpid.run(console(input, out, err, environment), arguments);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static Console console(
            InputStream input, ByteArrayOutputStream out, ByteArrayOutputStream err, Map<String, String> environment) {
        return new Console(
                input,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                environment);
    }

    /** Everything that was printed, wherever. */
    String all() {
        return out + err;
    }
}
