// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.keys.KeyValues;
import dev.limpid.cli.keys.Trace;
import dev.limpid.cli.keys.TraceKeys;
import dev.limpid.cli.keys.TraceReader;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.inspect.verdict.ExitCode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Derives the key tree of RFC 8448's connections again and shows it with its values. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Derive every secret of a published connection again, and show the tree with its values.",
            "RFC 8448 prints whole TLS 1.3 connections with all their keys. limpid takes their messages and the private"
                    + " keys a and b, derives everything with its own key schedule, and compares it with what the RFC prints."
        })
final class KeysCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private LookOptions look = new LookOptions();

    @Option(
            names = "--rfc8448",
            arity = "0..1",
            fallbackValue = "3",
            paramLabel = "SECTION",
            description =
                    "Which connection: 3 simple (default), 4 resumed with 0-RTT, 5 HelloRetryRequest, 6 client authentication, 7 compatibility mode.")
    private String section = "";

    KeysCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, GeneralSecurityException {
        if (section.isEmpty()) {
            throw Refusal.usage("whose keys?", "say limpid keys --rfc8448");
        }
        List<Trace> traces = TraceReader.read();
        Trace trace = traces.stream()
                .filter(t -> t.section().equals(section))
                .findFirst()
                .orElseThrow(() -> Refusal.usage(
                        "RFC 8448 has no connection in section " + Refusal.quoted(section),
                        "take one of the sections 3, 4, 5, 6, 7"));
        TraceKeys keys = TraceKeys.of(JcaCryptoProvider.jdk(), traces, trace);
        KeyValues values = new KeyValues(look.look(console), trace, keys);
        values.lines().forEach(console.out()::println);
        return values.allSame() ? ExitCode.OK : ExitCode.DIVERGED;
    }
}
