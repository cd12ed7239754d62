// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.CookieKeys;
import dev.limpid.config.ServerConfig;
import dev.limpid.config.StatelessRetry;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.ServerName;
import dev.limpid.inspect.KeyLog;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.Side;
import dev.limpid.registry.NamedGroup;
import dev.limpid.session.KeyRotation;
import dev.limpid.session.StatelessTickets;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a web client gets through with our server besides a plain visit. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WebClientTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);
    private static final Map<String, String> PAGES = Map.of("/", "<p>lamp</p>");

    /** A browser opens two connections at once, before it has a ticket. */
    private static final Map<String, String> MORE_PAGES = Map.of(
            "/",
            "<body><p>lamp</p><script src=\"a.js\"></script><script src=\"b.js\"></script></body>",
            "/a.js",
            "// nothing",
            "/b.js",
            "// shade");

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path folder;

    /** The clients of the web. */
    enum Which {
        CURL((folder, trusted) -> new Curl(new Papers(folder))),
        CHROMIUM(Chromium::new);

        private final BiFunction<Path, TestCertificate, WebClient> client;

        Which(BiFunction<Path, TestCertificate, WebClient> client) {
            this.client = client;
        }

        WebClient find(Path folder, TestCertificate trusted) {
            return client.apply(folder, trusted);
        }
    }

    @ParameterizedTest
    @EnumSource
    void comesBackWithAShareOfAnotherGroup(Which which) {
        ServerConfig config =
                LabPki.server(SHOP).groups(List.of(NamedGroup.SECP384R1)).build();
        assertThat(visit(which, config, Topic.HELLO_RETRY_REQUEST).retried()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void returnsOurCookie(Which which) {
        ServerConfig config = LabPki.server(SHOP).alwaysRetry(true).build();
        assertThat(visit(which, config, Topic.COOKIE).retried()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void returnsACookieThatCameAlone(Which which) {
        ServerConfig config = LabPki.server(SHOP)
                .alwaysRetry(true)
                .groups(List.of(NamedGroup.X25519))
                .build();
        assertThat(visit(which, config, Topic.COOKIE_ALONE).retried()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void comesBackToAServerThatKeptNothing(Which which) {
        ServerConfig config = LabPki.server(SHOP)
                .alwaysRetry(true)
                .statelessRetry(StatelessRetry.of(CookieKeys.rotating(Lab.CRYPTO, Duration.ofHours(1))))
                .build();
        assertThat(visit(which, config, Topic.STATELESS_RETRY).retried()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void agreesOnAnApplicationProtocol(Which which) {
        ServerConfig config = LabPki.server(SHOP).alpn(List.of("http/1.1")).build();
        assertThat(visit(which, config, Topic.ALPN).alpn()).contains("http/1.1");
    }

    @ParameterizedTest
    @EnumSource
    void choosesOurCertificateByItsServerName(Which which) {
        TestCertificate other = LabPki.other();
        WebClient client = which.find(folder, other);
        ServerConfig config = LabPki.server(SHOP)
                .credentials(Credentials.of(SHOP.credential(), other.credential()))
                .build();
        try (PageServer server = new PageServer(config, PAGES)) {
            load(client, server, LabPki.OTHER_NAME, Map.of());
        }
        Interop.tried(client.peer(), Side.SERVER, Topic.SERVER_NAME);
    }

    @ParameterizedTest
    @EnumSource
    void resumesOnItsNextConnection(Which which) {
        WebClient client = which.find(folder, SHOP);
        ServerConfig config = LabPki.server(SHOP)
                .tickets(StatelessTickets.rotating(Lab.CRYPTO, KeyRotation.DEFAULT))
                .build();
        try (PageServer server = new PageServer(config, MORE_PAGES)) {
            loadAll(which, client, server);
            assertThat(server.visits().getFirst().facts().resumed()).isFalse();
            assertThat(server.visits())
                    .anySatisfy(visit -> assertThat(visit.facts().resumed()).isTrue());
        }
        Interop.tried(client.peer(), Side.SERVER, Topic.RESUMPTION);
    }

    @ParameterizedTest
    @EnumSource
    void answersOurKeyUpdate(Which which) {
        WebClient client = which.find(folder, SHOP);
        try (PageServer server = new PageServer(LabPki.server(SHOP).build(), MORE_PAGES).updatingKeys()) {
            loadAll(which, client, server);
            assertThat(server.events()).contains(new Event.KeyUpdated(Side.CLIENT, 1, false));
        }
        Interop.tried(client.peer(), Side.SERVER, Topic.KEY_UPDATE_BY_US);
    }

    @ParameterizedTest
    @EnumSource
    void hearsOurCloseNotify(Which which) throws InterruptedException {
        WebClient client = which.find(folder, SHOP);
        try (PageServer server = new PageServer(LabPki.server(SHOP).build(), PAGES)) {
            load(client, server, LabPki.NAME, Map.of());
            boolean answers = server.awaitClosure(WebClient.PATIENCE) == Event.Closure.CLEAN;
            assertThat(answers).isEqualTo(which == Which.CURL);
            Interop.tried(client.peer(), Side.SERVER, Topic.CLOSED_BY_US, answers ? "" : "it leaves without a word");
        }
    }

    @ParameterizedTest
    @EnumSource
    void logsTheSecretsThatWeLog(Which which) throws IOException {
        WebClient client = which.find(folder, SHOP);
        Path theirs = folder.resolve("theirs");
        SecretAccess access = SecretAccess.dangerouslyRevealingSecrets();
        StringBuilder ours = new StringBuilder();
        KeyLog log = KeyLog.to(ours, access).withExporterSecrets();
        ServerConfig config = LabPki.server(SHOP).secretAccess(access).build();
        try (PageServer server = new PageServer(config, PAGES).watchedBy(log::connection)) {
            load(client, server, LabPki.NAME, Map.of("SSLKEYLOGFILE", theirs.toString()));
        }
        assertThat(KeyLogLines.of(theirs)).isNotEmpty();
        assertThat(KeyLogLines.of(ours.toString())).containsAll(KeyLogLines.of(theirs));
        Interop.tried(client.peer(), Side.SERVER, Topic.KEY_LOG);
    }

    private ConnectionFacts visit(Which which, ServerConfig config, Topic topic) {
        WebClient client = which.find(folder, SHOP);
        try (PageServer server = new PageServer(config, PAGES)) {
            load(client, server, LabPki.NAME, Map.of());
            Interop.tried(client.peer(), Side.SERVER, topic);
            return server.visits().getFirst().facts();
        }
    }

    /** The page and what belongs to it; curl, which does not know, is told about the last of it. */
    private static void loadAll(Which which, WebClient client, PageServer server) {
        String second = "https://" + LabPki.NAME + ":" + server.port() + "/b.js";
        List<String> more = which == Which.CURL ? List.of(second) : List.of();
        assertThat(client.load(LabPki.NAME, server.port(), "/", more, Map.of())).contains("lamp");
    }

    private static void load(WebClient client, PageServer server, ServerName name, Map<String, String> environment) {
        assertThat(client.load(name, server.port(), "/", List.of(), environment))
                .contains("<p>lamp</p>");
    }
}
