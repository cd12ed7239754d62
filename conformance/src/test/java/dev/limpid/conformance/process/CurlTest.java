// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.conformance.process.ToolPeer.ToolServer;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Side;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** curl against {@code limpid serve}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CurlTest {
    private static final int MEGABYTE = 1_000_000;
    private static final int MEGABYTES = 100;
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);

    private Curl curl;

    @BeforeAll
    void findCurl(@TempDir Path folder) {
        curl = new Curl(new Papers(folder));
    }

    static Stream<Combinations> combinations() {
        return Combinations.of(Combinations.CURVES, List.of(SignatureScheme.ECDSA_SECP256R1_SHA256)).stream();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void getsAPage(Combinations wanted, @TempDir Path site) throws IOException {
        Files.writeString(site.resolve("products.json"), "[\"lamp\"]");
        try (ToolServer server = serve(site)) {
            String answer = curl(
                    server,
                    "/products.json",
                    "--curves",
                    curve(wanted.group()),
                    "--tls13-ciphers",
                    wanted.suite().toString());
            assertThat(answer).isEqualTo("[\"lamp\"]200");
            ConnectionFacts facts = LimpidProcess.negotiated(server.process()).getFirst();
            assertThat(facts.cipherSuite()).isEqualTo(wanted.suite());
            assertThat(facts.group()).contains(wanted.group());
            assertThat(facts.signatureScheme()).contains(wanted.scheme());
            Interop.shookHands(curl.peer(), Side.SERVER, facts);
            Interop.tried(curl.peer(), Side.SERVER, Topic.HTTP_GET);
        }
    }

    @Test
    void downloadsAndUploadsAHundredMegabytes(@TempDir Path site, @TempDir Path home) throws IOException {
        Path big = site.resolve("big");
        write(big);
        try (ToolServer server = serve(site)) {
            Path copy = home.resolve("copy");
            assertThat(curl(server, "/big", "--output", copy.toString())).isEqualTo("200");
            assertThat(Files.mismatch(big, copy)).isEqualTo(-1);
            Interop.tried(curl.peer(), Side.SERVER, Topic.DOWNLOAD);

            String answer = curl(server, "/up", "--upload-file", big.toString());
            assertThat(answer)
                    .contains("received " + (long) MEGABYTES * MEGABYTE + " bytes")
                    .endsWith("200");
            Interop.tried(curl.peer(), Side.SERVER, Topic.UPLOAD);
        }
    }

    @Test
    void refusesAnUnknownAuthority(@TempDir Path site) {
        try (ToolServer server = serve(site);
                PeerProcess process = run(server.port(), "/", "--cacert", curl.papers.chain(LabPki.STRANGER))) {
            assertThat(process.awaitExit(WebClient.PATIENCE))
                    .as(process.describe())
                    .isEqualTo(60);
            server.process().await("\"name\":\"tls:alert\"[^\n]*\"unknown_ca\"", WebClient.PATIENCE);
            Interop.tried(curl.peer(), Side.SERVER, Topic.UNKNOWN_CA, "it says unknown_ca");
        }
    }

    private ToolServer serve(Path site) {
        return LimpidProcess.serve(site.toString(), "--cert", curl.papers.chain(SHOP), "--key", curl.papers.key(SHOP));
    }

    /** What curl prints: the body, unless it goes elsewhere, and the status. */
    private String curl(ToolServer server, String path, String... options) {
        try (PeerProcess process = run(server.port(), path, options)) {
            int code = process.awaitExit(WebClient.PATIENCE);
            assertThat(code).as(process.describe()).isZero();
            return process.output().replace("\n", "");
        }
    }

    private PeerProcess run(int port, String path, String... options) {
        return curl.start(LabPki.NAME, port, path, List.of(options), Map.of());
    }

    private static void write(Path file) throws IOException {
        byte[] megabyte = new byte[MEGABYTE];
        Random random = new Random(13);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < MEGABYTES; i++) {
                random.nextBytes(megabyte);
                out.write(megabyte);
            }
        }
    }

    private static String curve(NamedGroup group) {
        if (group.equals(NamedGroup.SECP256R1)) {
            return "P-256";
        }
        return group.equals(NamedGroup.SECP384R1) ? "P-384" : "X25519";
    }
}
