// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import dev.limpid.alert.AlertDescription;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Peer;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A program that is a TLS client and a TLS server: how to start it, and how it behaves. */
abstract class ToolPeer {
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Tool tool;
    final Papers papers;

    ToolPeer(Tool tool, Papers papers) {
        this.tool = tool;
        this.papers = papers;
    }

    Peer peer() {
        return tool.peer();
    }

    Tool tool() {
        return tool;
    }

    /** The groups that both have. */
    abstract List<NamedGroup> groups();

    /** Groups that both have too, but that few offer. */
    List<NamedGroup> rareGroups() {
        return Combinations.CURVES_AND_FIELDS;
    }

    /** The signature schemes that both have. */
    abstract List<SignatureScheme> schemes();

    /**
     * The command of a client that connects to 127.0.0.1, checks the server's certificate, sends each line that it reads, prints
     * what comes back, and closes at the end of its input.
     */
    abstract List<String> clientCommand(int port, PeerSettings settings);

    /** A server that answers each line with {@link #answer}. */
    final ToolServer startServer(PeerSettings settings) {
        return startServer(settings, List.of());
    }

    /** The same with {@code more} options of its own. */
    final ToolServer startServer(PeerSettings settings, List<String> more) {
        return startServer(settings, more, Map.of());
    }

    /** The same with {@code environment} besides ours. */
    final ToolServer startServer(PeerSettings settings, List<String> more, Map<String, String> environment) {
        return awaitServer(PeerProcess.start(serverCommand(settings, more), environment));
    }

    /** The command of {@link #startServer}. */
    abstract List<String> serverCommand(PeerSettings settings, List<String> more);

    /** Waits until a server that has been started listens. */
    abstract ToolServer awaitServer(PeerProcess process);

    /** Whether its client, told {@link #resuming}, visits twice in one run; else the first visit is one with {@link #keeping}. */
    boolean resumesByItself() {
        return true;
    }

    /** Options that make its client keep its session in {@code file}. */
    List<String> keeping(Path file) {
        return List.of();
    }

    /** Options that make its client resume the session in {@code file}, or begin one and resume it at once. */
    abstract List<String> resuming(Path file);

    /** What its server sends back for {@code line}. */
    String answer(String line) {
        return line;
    }

    /** Options that make its client send what is in {@code file} as early data, where it resumes. */
    List<String> sendingEarly(Path file) {
        return List.of();
    }

    /** Options that let its client be asked for a certificate after the handshake; none if that can't be. */
    List<String> authenticatingLater() {
        return List.of();
    }

    /** The line that makes its client ask us for new keys; empty if none does. */
    String keyUpdateCommand() {
        return "";
    }

    /** Whether it can be told which suites of TLS 1.3 it may use. */
    boolean obeysSuites() {
        return true;
    }

    /** {@code command} of its client or server, changed so that it knows TLS 1.2 alone. */
    List<String> withTls12Alone(List<String> command) {
        return Stream.concat(command.stream(), Stream.of("--old=yes")).toList();
    }

    /** Options for a server that has {@code file} stapled to its certificate, in DER; none if it can't. */
    List<String> stapling(Path file) {
        return List.of();
    }

    /** Options for a client that asks for a stapled status; none if it can't. */
    List<String> askingForStatus() {
        return List.of();
    }

    /** What its client prints about a status that came. */
    String statusSeen() {
        return "OCSP";
    }

    /** Whether its client takes a HelloRetryRequest that asks for nothing but a cookie back, as section 4.2.4 allows. */
    boolean takesCookieAlone() {
        return true;
    }

    /** Whether its server says why when it does not trust a client's certificate; else it leaves without a word. */
    boolean tellsWhyItRefuses() {
        return true;
    }

    /** Whether its client hears what comes after the handshake only once it has been typed something. */
    boolean isDeafUntilTypedTo() {
        return false;
    }

    /** Whether {@code output} says that {@code alert} came. */
    boolean says(AlertDescription alert, String output) {
        String words = output.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return words.contains(alert.toString());
    }

    /** A running server. */
    record ToolServer(PeerProcess process, int port) implements AutoCloseable {
        /** Waits until {@code process} has printed its port as the group of {@code pattern}. */
        static ToolServer await(PeerProcess process, String pattern) {
            try {
                return new ToolServer(
                        process,
                        Integer.parseInt(process.await(pattern, PATIENCE).group(1)));
            } catch (AssertionError | RuntimeException e) {
                process.close();
                throw e;
            }
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
