// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import java.util.List;

/** What this shim lacks although it knows the flags: above all every version of TLS but 1.3. */
final class Support {
    private static final int TLS13 = 772;

    private Support() {}

    /** @throws Unimplemented if {@code line} asks for something that is not there */
    static void check(CommandLine line) {
        for (Settings settings : List.of(line.initial(), line.resume(), line.retry())) {
            require(!settings.has("-no-tls13"), "TLS 1.2 and older");
            require(settings.flags().number("-max-version").orElse(TLS13) >= TLS13, "-max-version");
            require(settings.flags().number("-expect-version").orElse(TLS13) == TLS13, "-expect-version");
        }
    }

    private static void require(boolean met, String what) {
        if (!met) {
            throw new Unimplemented(what);
        }
    }
}
