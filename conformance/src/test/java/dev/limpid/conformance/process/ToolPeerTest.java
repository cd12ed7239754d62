// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.conformance.process.ToolPeer.ToolServer;
import dev.limpid.identity.CredentialChoice;
import dev.limpid.identity.Credentials;
import dev.limpid.net.TlsChannel;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every program that is client and server has to get through with us over loopback TCP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ToolPeerTest {
    static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);
    private static final TestCertificate UNKNOWN = LabPki.unknown();
    private static final TestCertificate OTHER = LabPki.other();
    private static final TestCertificate EXPIRED = LabPki.expired();
    private static final String HELLO = "hello";
    private static final int REFUSALS = 10;

    private final Map<TestCertificate, ToolServer> servers = new HashMap<>();

    private ToolPeer peer;

    /** The peer, or the end of the test if it is not there. */
    abstract ToolPeer find(Papers papers);

    @BeforeAll
    void findPeer(@TempDir Path folder) {
        peer = find(new Papers(folder));
    }

    @AfterAll
    void stopServers() {
        servers.values().forEach(ToolServer::close);
    }

    Stream<Combinations> combinations() {
        return Combinations.of(peer.groups(), peer.schemes()).stream();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void ourClientShakesHandsWithTheirServer(Combinations wanted) throws IOException {
        ClientConfig config = LabPki.client()
                .cipherSuites(List.of(wanted.suite()))
                .groups(List.of(wanted.group()))
                .signatureSchemes(Stream.of(wanted.scheme(), SignatureScheme.ECDSA_SECP256R1_SHA256)
                        .distinct()
                        .toList())
                .build();
        ConnectionFacts facts = speak(config, server(LabPki.leaf(wanted.scheme())));
        assertAgreed(facts, wanted);
        Interop.shookHands(peer.peer(), Side.CLIENT, facts);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void theirClientShakesHandsWithOurServer(Combinations wanted) {
        ServerConfig config = LabPki.server(SHOP)
                .cipherSuites(List.of(wanted.suite()))
                .groups(List.of(wanted.group()))
                .credentials(proving(LabPki.leaf(wanted.scheme()), wanted.scheme()))
                .build();
        ConnectionFacts facts = converse(config, settings());
        assertAgreed(facts, wanted);
        assertThat(facts.serverName()).contains(LabPki.NAME.text());
        Interop.shookHands(peer.peer(), Side.SERVER, facts);
        Interop.tried(peer.peer(), Side.SERVER, Topic.CLOSED_BY_US);
    }

    @Test
    void theirServerAsksForAnotherGroup() throws IOException {
        ClientConfig config = LabPki.client().keyShares(List.of()).build();
        assertThat(speak(config, server(SHOP)).retried()).isTrue();
        Interop.tried(peer.peer(), Side.CLIENT, Topic.HELLO_RETRY_REQUEST);
    }

    @Test
    void ourServerAsksForAnotherGroup() {
        ServerConfig config =
                LabPki.server(SHOP).groups(List.of(NamedGroup.SECP384R1)).build();
        ConnectionFacts facts = converse(config, settings());
        // GnuTLS sends a share of every kind of curve, so there is nothing to ask for
        assumeTrue(facts.retried(), peer.peer().name() + " brought a share of secp384r1 at once");
        Interop.tried(peer.peer(), Side.SERVER, Topic.HELLO_RETRY_REQUEST);
    }

    @Test
    void theirClientReturnsOurCookie() {
        ServerConfig config = LabPki.server(SHOP).alwaysRetry(true).build();
        assertThat(converse(config, settings()).retried()).isTrue();
        Interop.tried(peer.peer(), Side.SERVER, Topic.COOKIE);
    }

    @Test
    void theirClientReturnsACookieThatCameAlone() {
        ServerConfig config = LabPki.server(SHOP)
                .alwaysRetry(true)
                .groups(List.of(NamedGroup.X25519))
                .build();
        if (peer.takesCookieAlone()) {
            assertThat(converse(config, settings()).retried()).isTrue();
            Interop.tried(peer.peer(), Side.SERVER, Topic.COOKIE_ALONE);
            return;
        }
        try (EchoServer server = new EchoServer(config);
                PeerProcess client = PeerProcess.start(peer.clientCommand(server.port(), settings()))) {
            TlsException failure = refusal(server, client);
            assertThat(failure.peerAlert().map(Alert::description)).contains(AlertDescription.ILLEGAL_PARAMETER);
            Interop.tried(peer.peer(), Side.SERVER, Topic.COOKIE_ALONE, "it says illegal_parameter");
        }
    }

    @Test
    void bothAgreeOnAnApplicationProtocol() throws IOException {
        ClientConfig client = LabPki.client().alpn(List.of("h2", "http/1.1")).build();
        try (ToolServer server = peer.startServer(settings().certificate(SHOP).alpn("http/1.1"))) {
            assertThat(speak(client, server).alpn()).contains("http/1.1");
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.ALPN);

        ServerConfig server = LabPki.server(SHOP).alpn(List.of("http/1.1")).build();
        assertThat(converse(server, settings().alpn("h2", "http/1.1")).alpn()).contains("http/1.1");
        Interop.tried(peer.peer(), Side.SERVER, Topic.ALPN);
    }

    @Test
    void theirServerNameChoosesOurCertificate() {
        ServerConfig config = LabPki.server(SHOP)
                .credentials(Credentials.of(SHOP.credential(), LabPki.other().credential()))
                .build();
        converse(config, settings().serverName(LabPki.OTHER_NAME.text()));
        Interop.tried(peer.peer(), Side.SERVER, Topic.SERVER_NAME);
    }

    @Test
    void theirServerHearsOurCloseNotifyAndAnswers() throws IOException {
        try (TlsChannel channel = connect(LabPki.client().build(), server(SHOP))) {
            assertThat(echo(channel)).isEqualTo(peer.answer(HELLO));
            channel.shutdownOutput();
            assertThat(channel.inputStream().read()).isEqualTo(-1);
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.CLOSED_BY_US);
    }

    @Test
    void ourServerHearsTheirCloseNotifyAndAnswers() {
        try (EchoServer server = new EchoServer(LabPki.server(SHOP).build());
                PeerProcess client = PeerProcess.start(peer.clientCommand(server.port(), settings()))) {
            exchange(client, HELLO);
            client.endInput();
            assertThat(server.next(ToolPeer.PATIENCE).failure()).isEmpty();
            assertThat(server.events()).contains(new Event.Closed(Event.Closure.CLEAN));
        }
        Interop.tried(peer.peer(), Side.SERVER, Topic.CLOSED_BY_PEER);
    }

    @Test
    void bothAnswerKeyUpdates() {
        try (EchoServer server = new EchoServer(LabPki.server(SHOP).build()).updatingKeys();
                PeerProcess client = PeerProcess.start(peer.clientCommand(server.port(), settings()))) {
            exchange(client, HELLO);
            exchange(client, "again");
            assertThat(server.events()).contains(new Event.KeyUpdated(Side.CLIENT, 1, false));
            Interop.tried(peer.peer(), Side.SERVER, Topic.KEY_UPDATE_BY_US);
            assumeTrue(
                    !peer.keyUpdateCommand().isEmpty(), peer.peer().name() + " has no way to send a KeyUpdate at will");
            client.type(peer.keyUpdateCommand());
            client.await("(?i)key ?update|rekey", ToolPeer.PATIENCE);
            exchange(client, "and again");
            exchange(client, "to the end");
            assertThat(server.events())
                    .contains(new Event.KeyUpdated(Side.CLIENT, 2, true))
                    .contains(new Event.KeyUpdated(Side.SERVER, 2, false));
            Interop.tried(peer.peer(), Side.SERVER, Topic.KEY_UPDATE_BY_PEER);
        }
    }

    @Test
    void theirServerAnswersOurKeyUpdate() throws IOException {
        List<Event> events = new CopyOnWriteArrayList<>();
        ClientConfig config =
                LabPki.client().observer((nanos, event) -> events.add(event)).build();
        try (TlsChannel channel = connect(config, server(SHOP))) {
            assertThat(echo(channel)).isEqualTo(peer.answer(HELLO));
            channel.updateKeys(true);
            assertThat(echo(channel)).isEqualTo(peer.answer(HELLO));
            assertThat(echo(channel)).isEqualTo(peer.answer(HELLO));
            assertThat(events).contains(new Event.KeyUpdated(Side.SERVER, 1, false));
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.KEY_UPDATE_BY_US);
    }

    @Test
    void theirServerAcceptsOurCertificate() throws IOException {
        ClientConfig config =
                LabPki.client().credentials(Credentials.of(SHOP.credential())).build();
        try (ToolServer server = peer.startServer(demanding())) {
            assertThat(speak(config, server).clientAuthenticated()).isTrue();
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.CLIENT_CERTIFICATE);
    }

    @Test
    void ourServerAcceptsTheirCertificate() {
        for (SignatureScheme scheme : peer.schemes()) {
            ConnectionFacts facts = converse(demandingConfig(), settings().certificate(LabPki.leaf(scheme)));
            assertThat(facts.clientAuthenticated()).isTrue();
        }
        Interop.tried(peer.peer(), Side.SERVER, Topic.CLIENT_CERTIFICATE);
    }

    @Test
    void weRefuseAnUnknownAuthority() {
        weRefuse(server(UNKNOWN), Topic.UNKNOWN_CA, AlertDescription.UNKNOWN_CA);
    }

    @Test
    void weRefuseAnotherName() {
        weRefuse(server(OTHER), Topic.WRONG_NAME, AlertDescription.BAD_CERTIFICATE);
    }

    @Test
    void weRefuseAnExpiredCertificate() {
        weRefuse(server(EXPIRED), Topic.EXPIRED, AlertDescription.CERTIFICATE_EXPIRED);
    }

    @Test
    void theyRefuseAnUnknownAuthority() {
        theirClientRefuses(UNKNOWN, Topic.UNKNOWN_CA);
    }

    @Test
    void theyRefuseAnotherName() {
        theirClientRefuses(OTHER, Topic.WRONG_NAME);
    }

    @Test
    void theyRefuseAnExpiredCertificate() {
        theirClientRefuses(EXPIRED, Topic.EXPIRED);
    }

    @Test
    void weRefuseAClientWithoutACertificate() {
        ourServerRefuses(
                demandingConfig(), settings(), Topic.NO_CLIENT_CERTIFICATE, AlertDescription.CERTIFICATE_REQUIRED);
    }

    @Test
    void weRefuseTheirCertificate() {
        var verifier = LabPki.verifier();
        ServerConfig silent = LabPki.server(SHOP)
                .clientAuthentication(ClientAuthentication.NEED, claim -> verifier.verify(claim))
                .build();
        ourServerRefuses(
                silent, settings().certificate(UNKNOWN), Topic.CLIENT_CERTIFICATE_REFUSED, AlertDescription.UNKNOWN_CA);
    }

    @Test
    void weRefuseWithoutACommonApplicationProtocol() {
        ourServerRefuses(
                LabPki.server(SHOP).alpn(List.of("http/1.1")).build(),
                settings().alpn("h2"),
                Topic.NO_COMMON_ALPN,
                AlertDescription.NO_APPLICATION_PROTOCOL);
    }

    /** Their alert comes after our handshake is done, and after their end has closed: it is not to be lost. */
    @Test
    void theirRefusalOfOurCertificateIsNeverLost() {
        ClientConfig unknown = LabPki.client()
                .credentials(proving(UNKNOWN, SignatureScheme.ECDSA_SECP256R1_SHA256))
                .build();
        refusesUs(LabPki.client().build(), Topic.NO_CLIENT_CERTIFICATE, true);
        refusesUs(unknown, Topic.CLIENT_CERTIFICATE_REFUSED, peer.tellsWhyItRefuses());
    }

    private void refusesUs(ClientConfig config, Topic topic, boolean saysWhy) {
        try (ToolServer server = peer.startServer(demanding())) {
            for (int i = 0; i < REFUSALS; i++) {
                Throwable refused = catchThrowable(() -> speak(config, server));
                // Without a word, the connection may end or be reset
                assertThat(refused)
                        .as(server.process().output())
                        .isInstanceOfAny(saysWhy ? TlsException.class : IOException.class, TlsException.class);
                Optional<Alert> alert = refused instanceof TlsException tls ? tls.peerAlert() : Optional.empty();
                assertThat(alert.isPresent()).as(refused.toString()).isEqualTo(saysWhy);
                Interop.tried(peer.peer(), Side.CLIENT, topic, note(alert));
            }
        }
    }

    private static String note(Optional<Alert> alert) {
        return alert.map(said -> "it says " + said.description()).orElse("it leaves without a word");
    }

    private void weRefuse(ToolServer server, Topic topic, AlertDescription alert) {
        Throwable refused = catchThrowable(() -> speak(LabPki.client().build(), server));
        assertThat(refused).isInstanceOf(TlsException.class);
        assertThat(((TlsException) refused).violation().orElseThrow().alert()).isEqualTo(alert);
        Visits.awaitAlert(peer, server.process(), alert);
        Interop.tried(peer.peer(), Side.CLIENT, topic, "we say " + alert);
    }

    private void ourServerRefuses(ServerConfig config, PeerSettings settings, Topic topic, AlertDescription alert) {
        try (EchoServer server = new EchoServer(config);
                PeerProcess client = PeerProcess.start(peer.clientCommand(server.port(), settings))) {
            EchoServer.Visit visit = server.next(ToolPeer.PATIENCE);
            assertThat(visit.failure()).containsInstanceOf(TlsException.class);
            if (peer.isDeafUntilTypedTo()) {
                client.type(HELLO);
            }
            Visits.awaitAlert(peer, client, alert);
        }
        Interop.tried(peer.peer(), Side.SERVER, topic, "we say " + alert);
    }

    private void theirClientRefuses(TestCertificate certificate, Topic topic) {
        try (EchoServer server = new EchoServer(LabPki.server(certificate).build());
                PeerProcess client = PeerProcess.start(peer.clientCommand(server.port(), settings()))) {
            TlsException failure = refusal(server, client);
            assertThat(failure.peerAlert().isPresent() || failure.code().equals("TRUNCATED"))
                    .as(failure.toString())
                    .isTrue();
            assertThat(client.awaitExit(ToolPeer.PATIENCE)).isNotZero();
            Interop.tried(peer.peer(), Side.SERVER, topic, note(failure.peerAlert()));
        }
    }

    /** How their client's visit failed. */
    private static TlsException refusal(EchoServer server, PeerProcess client) {
        EchoServer.Visit visit = server.next(ToolPeer.PATIENCE);
        assertThat(visit.failure()).as(client.describe()).containsInstanceOf(TlsException.class);
        return (TlsException) visit.failure().orElseThrow();
    }

    PeerSettings settings() {
        return PeerSettings.of(Combinations.SUITES, peer.groups(), peer.schemes());
    }

    private PeerSettings demanding() {
        return settings().certificate(SHOP).clientAuthentication(ClientAuthentication.NEED);
    }

    private static ServerConfig demandingConfig() {
        return LabPki.server(SHOP)
                .clientAuthentication(ClientAuthentication.NEED, LabPki.verifier())
                .build();
    }

    /** Their server with {@code certificate}, the same for all tests. */
    private ToolServer server(TestCertificate certificate) {
        return servers.computeIfAbsent(
                certificate, own -> peer.startServer(settings().certificate(own)));
    }

    /** Our client sends a line to their server and reads the answer. */
    ConnectionFacts speak(ClientConfig config, ToolServer server) throws IOException {
        try (TlsChannel channel = connect(config, server)) {
            assertThat(echo(channel)).isEqualTo(peer.answer(HELLO));
            return channel.facts().orElseThrow();
        }
    }

    private static TlsChannel connect(ClientConfig config, ToolServer server) throws IOException {
        return Loopback.connect(config, server.port());
    }

    private static String echo(TlsChannel channel) throws IOException {
        channel.outputStream().write((HELLO + "\n").getBytes(StandardCharsets.UTF_8));
        return new BufferedReader(new InputStreamReader(channel.inputStream(), StandardCharsets.UTF_8)).readLine();
    }

    /** Their client sends a line to our server and reads it back; then our server closes first. */
    ConnectionFacts converse(ServerConfig config, PeerSettings settings) {
        try (EchoServer server = new EchoServer(config);
                PeerProcess client = PeerProcess.start(peer.clientCommand(server.port(), settings))) {
            exchange(client, HELLO);
            client.type(EchoServer.BYE);
            EchoServer.Visit visit = server.next(ToolPeer.PATIENCE);
            assertThat(visit.failure()).as(client.describe()).isEmpty();
            client.awaitExit(ToolPeer.PATIENCE);
            return visit.facts().orElseThrow();
        }
    }

    private static void exchange(PeerProcess client, String line) {
        client.type(line);
        client.await(line, ToolPeer.PATIENCE);
    }

    private static Credentials proving(TestCertificate certificate, SignatureScheme scheme) {
        return request -> new CredentialChoice.Choice(certificate.credential(), scheme, "the test wants it", List.of());
    }

    private static void assertAgreed(ConnectionFacts facts, Combinations wanted) {
        assertThat(facts.cipherSuite()).isEqualTo(wanted.suite());
        assertThat(facts.group()).contains(wanted.group());
        assertThat(facts.signatureScheme()).contains(wanted.scheme());
    }
}
