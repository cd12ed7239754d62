// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.observe.ConnectionFacts;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.registry.SignatureScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The command {@code limpid} as a process of its own. */
final class LimpidProcess {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern NEGOTIATED = Pattern.compile("\"name\":\"tls:negotiated\"[^\n]*"
            + "\"cipher_suite\":\"(?<suite>[^\"]*)\",\"group\":\"(?<group>[^\"]*)\","
            + "\"signature_scheme\":\"(?<scheme>[^\"]*)\"[^\n]*\"retried\":(?<retried>true|false)");

    private LimpidProcess() {}

    /** Starts {@code limpid} with {@code arguments}. */
    static PeerProcess start(String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return PeerProcess.start(Stream.concat(
                        Stream.of(
                                java,
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.limpid.cli.Limpid"),
                        Stream.of(arguments))
                .toList());
    }

    /** Starts {@code limpid serve} on a port that the system chooses; it tells each event as NDJSON. */
    static ToolPeer.ToolServer serve(String... arguments) {
        PeerProcess process = start(Stream.concat(Stream.of("serve", "--port", "0", "--ndjson"), Stream.of(arguments))
                .toArray(String[]::new));
        return ToolPeer.ToolServer.await(process, "listening on https://127\\.0\\.0\\.1:(\\d+) ");
    }

    /** Runs {@code limpid connect} and returns what it printed, once it has ended with {@code code}. */
    static String connect(int code, String... arguments) {
        try (PeerProcess process =
                start(Stream.concat(Stream.of("connect"), Stream.of(arguments)).toArray(String[]::new))) {
            process.endInput();
            int ended = process.awaitExit(PATIENCE);
            assertThat(ended).as(process.describe()).isEqualTo(code);
            assertThat(process.output()).doesNotContain("\tat ");
            return process.output();
        }
    }

    /** What {@code server} has told of its connections: what each agreed on. */
    static List<ConnectionFacts> negotiated(PeerProcess server) {
        server.await(NEGOTIATED.pattern(), PATIENCE);
        return NEGOTIATED
                .matcher(server.output())
                .results()
                .map(LimpidProcess::facts)
                .toList();
    }

    private static ConnectionFacts facts(java.util.regex.MatchResult told) {
        Matcher found = NEGOTIATED.matcher(told.group());
        assertThat(found.find()).isTrue();
        return new ConnectionFacts(
                ProtocolVersion.TLS13,
                named(found.group("suite"), CipherSuite::new, 0x1301, 0x1303),
                Optional.of(named(found.group("group"), NamedGroup::new, 0, 0xffff)),
                Optional.of(named(found.group("scheme"), SignatureScheme::new, 0, 0xffff)),
                Optional.empty(),
                Optional.empty(),
                Boolean.parseBoolean(found.group("retried")),
                false,
                false);
    }

    /** The code point between {@code first} and {@code last} that has this name. */
    private static <T> T named(String name, IntFunction<T> type, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(type)
                .filter(value -> value.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
