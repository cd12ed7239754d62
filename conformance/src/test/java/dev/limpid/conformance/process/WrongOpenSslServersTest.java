// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.conformance.process.ToolPeer.ToolServer;
import dev.limpid.observe.Side;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code limpid connect} against servers of OpenSSL that something is wrong with: its verdict and its exit code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WrongOpenSslServersTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);

    private Tool openSsl;
    private Papers papers;

    @BeforeAll
    void findOpenSsl(@TempDir Path folder) {
        papers = new Papers(folder);
        openSsl = Tool.require("OpenSSL", "openssl", "version");
    }

    @Test
    void namesAServerThatKnowsTls12Alone() {
        try (ToolServer server = serve(SHOP, "-tls1_2")) {
            assertThat(connect(20, server)).contains("NEG.VERSION");
            Interop.tried(openSsl.peer(), Side.CLIENT, Topic.OLD_VERSION, "it says protocol_version");
        }
    }

    @Test
    void namesACertificateWhoseTimeIsOver() {
        try (ToolServer server = serve(LabPki.expired())) {
            assertThat(connect(32, server)).contains("CERT.TIME.EXPIRED");
        }
    }

    @Test
    void namesACertificateForSomebodyElse() {
        try (ToolServer server = serve(LabPki.other())) {
            assertThat(connect(33, server)).contains("CERT.NAME.MISMATCH");
        }
    }

    @Test
    void namesAnAuthorityThatNobodyTrusts() {
        try (ToolServer server = serve(LabPki.unknown())) {
            assertThat(connect(30, server)).contains("CERT.ANCHOR.UNKNOWN");
        }
    }

    @Test
    void namesAServerThatDemandsACertificate() {
        try (ToolServer server = serve(SHOP, "-Verify", "2", "-verify_return_error")) {
            assertThat(connect(40, server)).contains("MTLS.REQUIRED");
        }
    }

    @Test
    void connectsToOneThatIsRight() {
        try (ToolServer server = serve(SHOP, "-www")) {
            assertThat(connect(0, server, "--get", "/")).contains("HTTP 200");
        }
    }

    private ToolServer serve(TestCertificate certificate, String... options) {
        List<String> arguments = new ArrayList<>(List.of("s_server", "-accept", "127.0.0.1:0"));
        arguments.addAll(List.of("-cert", papers.chain(certificate), "-key", papers.key(certificate)));
        arguments.addAll(List.of(options));
        PeerProcess process = PeerProcess.start(openSsl.command(arguments.stream()));
        return ToolServer.await(process, "ACCEPT [^\n]*:(\\d+)\n");
    }

    private String connect(int code, ToolServer server, String... options) {
        List<String> arguments = new ArrayList<>(List.of("127.0.0.1:" + server.port()));
        arguments.addAll(List.of("--sni", LabPki.NAME.text(), "--cacert", papers.chain(LabPki.ROOT)));
        arguments.addAll(List.of(options));
        return LimpidProcess.connect(code, arguments.toArray(String[]::new));
    }
}
