// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.inspect.verdict.ExitCode;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * What a run of the command does over each of its connections.
 *
 * @param target whom the request is for
 * @param path what to get, if anything
 * @param early whether the request goes early where it can
 * @param earlyFile what goes early instead; empty for nothing
 * @param headers whether an answer's header fields are told
 */
record Errands(
        Console console,
        ErrandOptions options,
        Target target,
        Optional<String> path,
        boolean early,
        Bytes earlyFile,
        boolean headers) {
    /** Goes on {@code visit}. Returns the exit code: what {@code conclude} says of the connection, unless the errand failed. */
    int run(Visit visit, IntSupplier conclude) throws IOException {
        if (options.tunnel()) {
            Tunnel tunnel = new Tunnel(console);
            visit.go(prepared(tunnel));
            int code = conclude.getAsInt();
            return tunnel.lost() && code == ExitCode.OK ? ExitCode.LOCAL : code;
        }
        if (path.isEmpty()) {
            visit.go(prepared((channel, v) -> {}));
            return conclude.getAsInt();
        }
        Download download = options.download(console, headers);
        try (OutputStream body = download.open()) {
            Fetch fetch = new Fetch(path.get(), target.hostHeader(), "limpid/" + Version.current(), body, early);
            visit.go(prepared(fetch));
            int code = conclude.getAsInt();
            return download.judge(fetch, code);
        }
    }

    private Visit.Errand prepared(Visit.Errand errand) {
        Visit.Errand prepared = options.prepared(errand);
        return earlyFile.isEmpty() ? prepared : new EarlyFile(earlyFile, prepared);
    }
}
