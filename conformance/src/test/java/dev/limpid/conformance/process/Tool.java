// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import dev.limpid.conformance.matrix.Peer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A program of this machine.
 *
 * @param binary where it is
 */
record Tool(Peer peer, Path binary) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /**
     * The program {@code command} on the path, called {@code name} on the page. If it is missing, the test is skipped and says
     * so; where {@code LIMPID_PEERS_REQUIRED} is true, it fails.
     *
     * @param version arguments that make it print its version
     */
    static Tool require(String name, String command, String... version) {
        Optional<Path> found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst();
        return found.map(binary -> new Tool(new Peer(name, ask(binary, version)), binary))
                .orElseGet(() -> missing(name + ": there is no " + command + " on this machine"));
    }

    /** As {@link #require}, for a program whose place the environment names. */
    static Tool requireFrom(String name, String variable, String... version) {
        String path = Optional.ofNullable(System.getenv(variable)).orElse("");
        if (path.isEmpty() || !Files.isExecutable(Path.of(path))) {
            return missing(name + ": " + variable + " names no program");
        }
        return new Tool(new Peer(name, ask(Path.of(path), version)), Path.of(path));
    }

    /** A command line of this program. */
    List<String> command(Stream<String> arguments) {
        return Stream.concat(Stream.of(binary.toString()), arguments).toList();
    }

    private static Tool missing(String reason) {
        if (Boolean.parseBoolean(System.getenv("LIMPID_PEERS_REQUIRED"))) {
            throw new AssertionError(reason + ", and LIMPID_PEERS_REQUIRED is true");
        }
        return Assumptions.<Tool>abort(reason);
    }

    private static String ask(Path binary, String... arguments) {
        try (PeerProcess process =
                PeerProcess.start(Stream.concat(Stream.of(binary.toString()), Arrays.stream(arguments))
                        .toList())) {
            process.endInput();
            process.awaitExit(PATIENCE);
            // Debian's chromium is a shell script that may grumble first, under its own name
            return process.output()
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith(binary + ":"))
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
