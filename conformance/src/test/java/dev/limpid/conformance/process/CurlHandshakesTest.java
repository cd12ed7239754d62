// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.AlertDescription;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.identity.Credentials;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.testkit.TestOcsp;
import dev.limpid.wire.Bytes;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What curl can be told to do besides other web clients: certificates of its own, and handshakes that have to fail. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CurlHandshakesTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);
    private static final TestCertificate OWN = LabPki.leaf(TestKey.RSA_2048);
    private static final Map<String, String> PAGES = Map.of("/", "lamp");
    private static final int NOT_TRUSTED = 60;
    private static final int NO_STATUS = 91;

    private Curl curl;

    @BeforeEach
    void findCurl(@TempDir Path folder) {
        curl = new Curl(new Papers(folder));
    }

    @Test
    void showsItsCertificate() {
        loads(demanding(), "--cert", curl.papers.chain(OWN), "--key", curl.papers.key(OWN));
        Interop.tried(curl.peer(), Side.SERVER, Topic.CLIENT_CERTIFICATE);
    }

    /** It looks for who signed the status among the certificates that came, where the root is not. */
    @Test
    void demandsAStatusAndReadsOurs() {
        TestCertificate shop = LabPki.ROOT
                .ca("Interop Intermediate CA")
                .issue()
                .leaf("shop.lab")
                .issue();
        Bytes status = TestOcsp.about(shop, LabPki.CLOCK.now()).issue();
        loads(
                LabPki.server(shop)
                        .credentials(Credentials.of(shop.credential().withOcspResponse(() -> status)))
                        .build(),
                "--cert-status");
        assertThat(fails(LabPki.server(SHOP).build(), "--cert-status").code()).isEqualTo(NO_STATUS);
        Interop.tried(curl.peer(), Side.SERVER, Topic.STAPLED_STATUS);
    }

    @Test
    void leavesAServerOfAnotherName() {
        itRefuses(LabPki.other(), Topic.WRONG_NAME);
    }

    @Test
    void leavesAServerWhoseTimeIsOver() {
        itRefuses(LabPki.expired(), Topic.EXPIRED);
    }

    @Test
    void hearsThatItNeedsACertificate() {
        weRefuse(demanding(), Topic.NO_CLIENT_CERTIFICATE, AlertDescription.CERTIFICATE_REQUIRED);
    }

    @Test
    void hearsThatNobodyTrustsItsCertificate() {
        TestCertificate unknown = LabPki.unknown();
        weRefuse(
                demanding(),
                Topic.CLIENT_CERTIFICATE_REFUSED,
                AlertDescription.UNKNOWN_CA,
                "--cert",
                curl.papers.chain(unknown),
                "--key",
                curl.papers.key(unknown));
    }

    @Test
    void hearsThatThereIsNoCommonApplicationProtocol() {
        weRefuse(
                LabPki.server(SHOP).alpn(List.of("imap")).build(),
                Topic.NO_COMMON_ALPN,
                AlertDescription.NO_APPLICATION_PROTOCOL);
    }

    @Test
    void hearsThatThereIsNoCommonGroup() {
        weRefuse(
                LabPki.server(SHOP).groups(List.of(NamedGroup.SECP384R1)).build(),
                Topic.NO_COMMON_GROUP,
                AlertDescription.HANDSHAKE_FAILURE,
                "--curves",
                "X25519");
    }

    @Test
    void hearsThatThereIsNoCommonSuite() {
        weRefuse(
                LabPki.server(SHOP)
                        .cipherSuites(List.of(CipherSuite.TLS_AES_256_GCM_SHA384))
                        .build(),
                Topic.NO_COMMON_SUITE,
                AlertDescription.HANDSHAKE_FAILURE,
                "--tls13-ciphers",
                "TLS_AES_128_GCM_SHA256");
    }

    @Test
    void hearsThatItsVersionIsTooOld() {
        weRefuse(LabPki.server(SHOP).build(), Topic.OLD_VERSION, AlertDescription.PROTOCOL_VERSION, "--tls-max", "1.2");
    }

    /** A run that failed. */
    private record Failure(int code, String said, List<Event> events) {}

    private void itRefuses(TestCertificate certificate, Topic topic) {
        Failure failure = fails(LabPki.server(certificate).build());
        assertThat(failure.code()).isEqualTo(NOT_TRUSTED);
        AlertDescription alert = failure.events().stream()
                .filter(event -> event instanceof Event.AlertSeen seen && seen.sender() == Side.CLIENT)
                .map(event -> ((Event.AlertSeen) event).alert().description())
                .findFirst()
                .orElseThrow();
        Interop.tried(curl.peer(), Side.SERVER, topic, "it says " + alert);
    }

    private void weRefuse(ServerConfig config, Topic topic, AlertDescription alert, String... options) {
        Failure failure = fails(config, options);
        assertThat(failure.said().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"))
                .contains("alert_" + alert);
        Interop.tried(curl.peer(), Side.SERVER, topic, "we say " + alert);
    }

    private void loads(ServerConfig config, String... options) {
        try (PageServer server = new PageServer(config, PAGES);
                PeerProcess process = curl.start(LabPki.NAME, server.port(), "/", List.of(options), Map.of())) {
            assertThat(process.awaitExit(WebClient.PATIENCE))
                    .as(process.describe())
                    .isZero();
            assertThat(process.output()).contains("lamp");
        }
    }

    private Failure fails(ServerConfig config, String... options) {
        try (PageServer server = new PageServer(config, PAGES);
                PeerProcess process = curl.start(LabPki.NAME, server.port(), "/", List.of(options), Map.of())) {
            int code = process.awaitExit(WebClient.PATIENCE);
            assertThat(code).as(process.describe()).isNotZero();
            return new Failure(code, process.output(), server.events());
        }
    }

    private static ServerConfig demanding() {
        return LabPki.server(SHOP)
                .clientAuthentication(ClientAuthentication.NEED, LabPki.verifier())
                .build();
    }
}
