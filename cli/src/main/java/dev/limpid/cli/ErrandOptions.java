// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** What is done over a connection once hands are shaken. */
final class ErrandOptions {
    @Option(names = "--get", paramLabel = "PATH", description = "Then send an HTTP/1.1 GET for that path.")
    private Optional<String> get = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the body of --get goes; - is standard output (default: counted, not kept).")
    private Optional<String> output = Optional.empty();

    @Option(names = "--fail", description = "Exit with 50 if the HTTP status is 400 or more.")
    private boolean fail;

    @Option(
            names = "--tunnel",
            description =
                    "Then carry standard input to the server and what it sends to standard output, until it closes.")
    private boolean tunnel;

    @Option(names = "--key-update", description = "Update both sides' keys once hands are shaken.")
    private boolean keyUpdate;

    /** The path to get, which may be part of the target. */
    Optional<String> path(Target target) {
        return get.or(target::path);
    }

    /** Refuses what makes no sense with {@code path}. */
    void check(Optional<String> path) {
        if (tunnel && path.isPresent()) {
            throw Refusal.usage("--tunnel and a path to get exclude each other", "leave one of them out");
        }
        if (path.isEmpty() && (output.isPresent() || fail)) {
            throw Refusal.usage("-o and --fail are about an HTTP answer", "say what to fetch: --get PATH");
        }
    }

    /** Whether standard output is for what the server sends. */
    boolean needStandardOutput() {
        return tunnel || output.equals(Optional.of("-"));
    }

    /** Whether both ways are open at once. */
    boolean tunnel() {
        return tunnel;
    }

    /** {@code errand}, after what is to be done first. */
    Visit.Errand prepared(Visit.Errand errand) {
        return keyUpdate ? new KeyUpdateFirst(errand) : errand;
    }

    /** Where an answer goes; {@code headers} says whether its header fields are told. */
    Download download(Console console, boolean headers) {
        return new Download(console, output, fail, headers);
    }
}
