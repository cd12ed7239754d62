// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.conformance.process.ToolPeer.ToolServer;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Side;
import dev.limpid.registry.NamedGroup;
import dev.limpid.session.KeyRotation;
import dev.limpid.session.StatelessTickets;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A browser loads a page from {@code limpid serve}. It trusts the server's key by its hash, since a browser's trust store is a
 * person's and not a test's; a screenshot of what it saw stays in {@code target}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChromiumTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);
    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Lamps</title><link rel="stylesheet" href="style.css"></head>
            <body><h1>Lamps of the lab</h1><p id="told">not told yet</p><script src="tell.js"></script></body></html>
            """;

    private Tool chromium;
    private Papers papers;

    @BeforeAll
    void findChromium(@TempDir Path folder) {
        papers = new Papers(folder);
        chromium = Tool.require("Chromium", "chromium", "--version");
    }

    @Test
    void loadsAPageWithStyleAndScript(@TempDir Path site, @TempDir(cleanup = CleanupMode.NEVER) Path profile)
            throws IOException {
        Files.writeString(site.resolve("index.html"), PAGE);
        Files.writeString(site.resolve("style.css"), "body { font: 28px sans-serif; margin: 3em; color: #143; }");
        Files.writeString(
                site.resolve("tell.js"),
                "document.getElementById('told').textContent = 'served over ' + location.protocol;");
        try (ToolServer server =
                LimpidProcess.serve(site.toString(), "--cert", papers.chain(SHOP), "--key", papers.key(SHOP))) {
            String page = browse(server, profile, "--dump-dom");
            assertThat(page).contains("<p id=\"told\">served over https:</p>");

            Path screenshot = Path.of("target", "chromium.png").toAbsolutePath();
            browse(server, profile, "--screenshot=" + screenshot, "--window-size=900,500");
            assertThat(screenshot).isNotEmptyFile();

            List<ConnectionFacts> connections = LimpidProcess.negotiated(server.process());
            assertThat(connections)
                    .allSatisfy(facts -> assertThat(facts.group()).contains(NamedGroup.X25519MLKEM768));
            connections.forEach(facts -> Interop.shookHands(chromium.peer(), Side.SERVER, facts));
            Interop.tried(chromium.peer(), Side.SERVER, Topic.HTTP_GET);
        }
    }

    @Test
    void refusesAnUnknownAuthority(@TempDir Path site, @TempDir(cleanup = CleanupMode.NEVER) Path profile) {
        try (ToolServer server = LimpidProcess.serve(site.toString())) {
            browse(server, profile, "--dump-dom");
            server.process().await("\"name\":\"tls:alert\"[^\n]*\"certificate_unknown\"", PATIENCE);
            Interop.tried(chromium.peer(), Side.SERVER, Topic.UNKNOWN_CA, "it says certificate_unknown");
        }
    }

    @Test
    void resumesOnItsNextConnections(@TempDir(cleanup = CleanupMode.NEVER) Path profile) {
        ServerConfig config = LabPki.server(SHOP)
                .tickets(StatelessTickets.rotating(Lab.CRYPTO, KeyRotation.DEFAULT))
                .build();
        Map<String, String> pages = Map.of(
                "/",
                PAGE,
                "/tell.js",
                "document.getElementById('told').textContent = 'served over ' + location.protocol;");
        try (PageServer server = new PageServer(config, pages)) {
            assertThat(browse(server.port(), profile, "--dump-dom")).contains("served over https:");
            assertThat(server.visits().getFirst().resumed()).isFalse();
            assertThat(server.visits())
                    .anySatisfy(facts -> assertThat(facts.resumed()).isTrue());
            Interop.tried(chromium.peer(), Side.SERVER, Topic.RESUMPTION);
        }
    }

    private String browse(ToolServer server, Path profile, String... actions) {
        return browse(server.port(), profile, actions);
    }

    private String browse(int port, Path profile, String... actions) {
        List<String> arguments = new ArrayList<>(List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--no-proxy-server",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile,
                "--ignore-certificate-errors-spki-list=" + keyHash(),
                "--host-resolver-rules=MAP " + LabPki.NAME + " 127.0.0.1"));
        arguments.addAll(List.of(actions));
        arguments.add("https://" + LabPki.NAME + ":" + port + "/");
        try (PeerProcess browser =
                PeerProcess.start(chromium.command(arguments.stream()), Map.of("HOME", profile.toString()))) {
            browser.endInput();
            browser.awaitExit(PATIENCE);
            return browser.output();
        }
    }

    private static String keyHash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(SHOP.certificate().getPublicKey().getEncoded());
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
