// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.EarlyDataPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Peer;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.conformance.process.ToolPeer.ToolServer;
import dev.limpid.message.ClientHello;
import dev.limpid.net.CertificateCompressors;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateCompression;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.session.KeyRotation;
import dev.limpid.session.RecentBinders;
import dev.limpid.session.ReplayGuard;
import dev.limpid.session.StatelessTickets;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    private static final String EARLY_DATA = "--enable-features=EnableTLS13EarlyData";

    /** It opens two connections at once, before it has a ticket. */
    private static final Map<String, String> PAGES = Map.of(
            "/",
            PAGE.replace("</body>", "<script src='a.js'></script><script src='b.js'></script></body>"),
            "/tell.js",
            "document.getElementById('told').textContent = 'served over ' + location.protocol;",
            "/a.js",
            "",
            "/b.js",
            "");

    private Peer chromium;
    private Papers papers;

    @BeforeAll
    void findChromium(@TempDir Path folder) {
        papers = new Papers(folder);
        chromium = new Chromium(folder, SHOP).peer();
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
            String page = load(profile, server.port());
            assertThat(page).contains("<p id=\"told\">served over https:</p>");

            Path screenshot = Path.of("target", "chromium.png").toAbsolutePath();
            load(profile, server.port(), "--screenshot=" + screenshot, "--window-size=900,500");
            assertThat(screenshot).isNotEmptyFile();

            List<ConnectionFacts> connections = LimpidProcess.negotiated(server.process());
            assertThat(connections)
                    .allSatisfy(facts -> assertThat(facts.group()).contains(NamedGroup.X25519MLKEM768));
            connections.forEach(facts -> Interop.shookHands(chromium, Side.SERVER, facts));
            Interop.tried(chromium, Side.SERVER, Topic.HTTP_GET);
        }
    }

    @Test
    void refusesAnUnknownAuthority(@TempDir Path site, @TempDir(cleanup = CleanupMode.NEVER) Path profile) {
        try (ToolServer server = LimpidProcess.serve(site.toString())) {
            load(profile, server.port());
            server.process().await("\"name\":\"tls:alert\"[^\n]*\"certificate_unknown\"", PATIENCE);
            Interop.tried(chromium, Side.SERVER, Topic.UNKNOWN_CA, "it says certificate_unknown");
        }
    }

    @Test
    void takesACertificateCompressedWithBrotli(@TempDir(cleanup = CleanupMode.NEVER) Path profile) {
        ServerConfig config = LabPki.server(SHOP)
                .certificateCompression(CertificateCompressors.available())
                .build();
        try (PageServer server = new PageServer(config, Map.of("/", PAGE))) {
            assertThat(load(profile, server.port())).contains("Lamps of the lab");
            assertThat(server.events())
                    .filteredOn(Event.CertificateUncompressed.class::isInstance)
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(((Event.CertificateUncompressed) event)
                                    .compressed()
                                    .algorithm())
                            .isEqualTo(CertificateCompression.BROTLI));
        }
        Interop.tried(chromium, Side.SERVER, Topic.COMPRESSED_CERTIFICATE, "brotli");
    }

    /** It does so for requests that are safe to repeat, on a connection that it resumes, once it has been told to at its start. */
    @Test
    void sendsEarlyData(@TempDir(cleanup = CleanupMode.NEVER) Path profile) {
        RecentBinders guard = new RecentBinders(100, LabPki.CLOCK.now().minus(Duration.ofDays(1)));
        try (PageServer server = new PageServer(takingEarlyData(guard), PAGES)) {
            assertThat(load(profile, server.port(), EARLY_DATA)).contains("served over https:");
            assertThat(server.visits().getFirst().early()).isFalse();
            assertThat(server.visits()).anyMatch(PageServer.Visit::early);
        }
        Interop.tried(chromium, Side.SERVER, Topic.EARLY_DATA);
    }

    /** Nothing that it asked for in vain gets lost: it asks again by itself. */
    @Test
    void sendsAgainWhatWasRefusedAsEarlyData(@TempDir(cleanup = CleanupMode.NEVER) Path profile) {
        ReplayGuard guard = (binder, window, now) -> ReplayGuard.Answer.CANNOT_TELL;
        try (PageServer server = new PageServer(takingEarlyData(guard), PAGES)) {
            assertThat(load(profile, server.port(), EARLY_DATA)).contains("served over https:");
            assertThat(server.visits()).noneMatch(PageServer.Visit::early);
            assertThat(server.events()).anyMatch(ChromiumTest::offersEarlyData);
        }
        Interop.tried(chromium, Side.SERVER, Topic.EARLY_DATA_REJECTED, "it sends it again itself");
    }

    private static boolean offersEarlyData(Event event) {
        return event instanceof Event.MessageSeen seen
                && seen.message() instanceof ClientHello hello
                && hello.extensions().contains(ExtensionType.EARLY_DATA);
    }

    private static ServerConfig takingEarlyData(ReplayGuard guard) {
        return LabPki.server(SHOP)
                .tickets(StatelessTickets.rotating(Lab.CRYPTO, KeyRotation.DEFAULT))
                .earlyData(EarlyDataPolicy.of(16_384, guard))
                .build();
    }

    private static String load(Path profile, int port, String... more) {
        return new Chromium(profile, SHOP).load(LabPki.NAME, port, "/", List.of(more), Map.of());
    }
}
