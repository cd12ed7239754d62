// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.matrix;

import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where tests write down what they ran, after it worked: a file for each peer in {@code target/interop}. A peer's first run in a
 * JVM replaces what an earlier build knew about it, so that a test that is gone leaves no trace. Thread-safe.
 */
public final class Interop {
    private static final Path FOLDER = Path.of("target", "interop");
    private static final Set<String> BEGUN = new HashSet<>();

    private Interop() {}

    /** A handshake that led to {@code facts}. */
    public static void shookHands(Peer peer, Side ours, ConnectionFacts facts) {
        write(new Run.Handshake(
                peer,
                ours,
                facts.cipherSuite().toString(),
                facts.group().orElseThrow().toString(),
                facts.signatureScheme().orElseThrow().toString()));
    }

    /** A topic that went as it should. */
    public static void tried(Peer peer, Side ours, Topic topic) {
        tried(peer, ours, topic, "");
    }

    /** A topic that ended as it should: with the alert {@code note}. */
    public static void tried(Peer peer, Side ours, Topic topic, String note) {
        write(new Run.Tried(peer, ours, topic, note));
    }

    /** All runs that are written down. */
    public static List<Run> runs() {
        List<Run> all = new ArrayList<>();
        try (Stream<Path> files = Files.exists(FOLDER) ? Files.list(FOLDER) : Stream.empty()) {
            for (Path file : files.filter(path -> path.toString().endsWith(".tsv"))
                    .sorted()
                    .toList()) {
                Files.readAllLines(file).stream().map(Run::of).forEach(all::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static synchronized void write(Run run) {
        String name = run.peer().name();
        Path file = FOLDER.resolve(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".tsv");
        try {
            Files.createDirectories(FOLDER);
            StandardOpenOption how = BEGUN.add(name) ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
            Files.writeString(file, run.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
