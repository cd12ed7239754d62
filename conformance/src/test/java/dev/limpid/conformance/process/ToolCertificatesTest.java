// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.CookieKeys;
import dev.limpid.config.ServerConfig;
import dev.limpid.config.StatelessRetry;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.extension.StatusRequest;
import dev.limpid.identity.CertificateCompressor;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.RawKeyVerifier;
import dev.limpid.message.Certificate;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.testkit.TestOcsp;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What else can be in a Certificate message or stand for one, and the HelloRetryRequest of a server that keeps nothing. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ToolCertificatesTest {
    private static final TestCertificate SHOP = LabPki.leaf(TestKey.P256);

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @EnumSource
    void theirClientComesBackToAServerThatKeptNothing(Program program, @TempDir Path folder) {
        ToolPeer peer = program.find(folder);
        ServerConfig config = LabPki.server(SHOP)
                .alwaysRetry(true)
                .statelessRetry(StatelessRetry.of(CookieKeys.rotating(Lab.CRYPTO, Duration.ofHours(1))))
                .build();
        try (EchoServer server = new EchoServer(config)) {
            assertThat(Visits.converse(peer, server, Visits.settings(peer), List.of())
                            .retried())
                    .isTrue();
        }
        Interop.tried(peer.peer(), Side.SERVER, Topic.STATELESS_RETRY);
    }

    @Test
    void gnutlsServesACompressedCertificate(@TempDir Path folder) throws IOException {
        ToolPeer peer = new GnuTls(new Papers(folder));
        ClientConfig config = LabPki.client()
                .certificateCompression(List.of(CertificateCompressor.zlib()))
                .observer((nanos, event) -> events.add(event))
                .build();
        try (ToolPeer.ToolServer server =
                peer.startServer(Visits.settings(peer).certificate(SHOP), List.of("--compress-cert=zlib"))) {
            Visits.speak(peer, config, server);
            assumeTrue(compresses(server.process()), "this GnuTLS was built without zlib");
        }
        assertThat(events).hasAtLeastOneElementOfType(Event.CertificateUncompressed.class);
        Interop.tried(peer.peer(), Side.CLIENT, Topic.COMPRESSED_CERTIFICATE, "zlib");
    }

    @Test
    void gnutlsTakesOurCompressedCertificate(@TempDir Path folder) {
        ToolPeer peer = new GnuTls(new Papers(folder));
        ServerConfig config = LabPki.server(SHOP)
                .certificateCompression(List.of(CertificateCompressor.zlib()))
                .build();
        try (EchoServer server = new EchoServer(config)) {
            List<String> more = List.of("--compress-cert=zlib");
            try (PeerProcess client = Visits.client(peer, server, Visits.settings(peer), more)) {
                Visits.exchange(client, Visits.HELLO);
                assumeTrue(compresses(client), "this GnuTLS was built without zlib");
                Visits.farewell(server, client);
            }
            assertThat(server.events()).hasAtLeastOneElementOfType(Event.CertificateUncompressed.class);
        }
        Interop.tried(peer.peer(), Side.SERVER, Topic.COMPRESSED_CERTIFICATE, "zlib");
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "GNUTLS", "NODE", "NEW_NODE"})
    void theirServerStaplesAStatus(Program program, @TempDir Path folder) throws IOException {
        ToolPeer peer = program.find(folder);
        Path file = folder.resolve("status.der");
        Bytes status = TestOcsp.about(SHOP, LabPki.CLOCK.now()).issue();
        Files.write(file, status.toArray());
        ClientConfig config = LabPki.client()
                .requestStatus(true)
                .observer((nanos, event) -> events.add(event))
                .build();
        try (ToolPeer.ToolServer server =
                peer.startServer(Visits.settings(peer).certificate(SHOP), peer.stapling(file))) {
            Visits.speak(peer, config, server);
        }
        assertThat(stapled()).containsExactly(status);
        Interop.tried(peer.peer(), Side.CLIENT, Topic.STAPLED_STATUS);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "GNUTLS", "NODE", "NEW_NODE"})
    void theirClientReadsOurStapledStatus(Program program, @TempDir Path folder) {
        ToolPeer peer = program.find(folder);
        Bytes status = TestOcsp.about(SHOP, LabPki.CLOCK.now()).issue();
        ServerConfig config = LabPki.server(SHOP)
                .credentials(Credentials.of(SHOP.credential().withOcspResponse(() -> status)))
                .build();
        try (EchoServer server = new EchoServer(config);
                PeerProcess client = Visits.client(peer, server, Visits.settings(peer), peer.askingForStatus())) {
            Visits.exchange(client, Visits.HELLO);
            Visits.farewell(server, client);
            assertThat(client.output()).contains(peer.statusSeen());
        }
        Interop.tried(peer.peer(), Side.SERVER, Topic.STAPLED_STATUS);
    }

    @Test
    void gnutlsServesARawPublicKey(@TempDir Path folder) throws IOException {
        GnuTls peer = new GnuTls(new Papers(folder));
        ClientConfig config = ClientConfig.builder(
                        Lab.CRYPTO, LabPki.CLOCK, RawKeyVerifier.accepting(List.of(SHOP.rawKey())))
                .build();
        List<String> more = List.of(GnuTls.WITH_RAW_KEY, "--rawpkfile=" + rawKey(folder), rawPrivateKey(peer));
        try (ToolPeer.ToolServer server = peer.startServer(Visits.settings(peer).certificate(SHOP), more);
                var channel = Loopback.connect(config, server.port())) {
            assertThat(Visits.echo(channel, Visits.HELLO)).isEqualTo(Visits.HELLO);
            assertThat(channel.peerCertificates()).containsExactly(SHOP.rawKey());
        }
        Interop.tried(peer.peer(), Side.CLIENT, Topic.RAW_PUBLIC_KEY);
    }

    /** It trusts the key as it would on first use, which is as far as its program goes. */
    @Test
    void gnutlsTakesOurRawPublicKey(@TempDir Path folder) {
        GnuTls peer = new GnuTls(new Papers(folder));
        ServerConfig config = LabPki.server(SHOP)
                .credentials(Credentials.of(SHOP.rawCredential()))
                .build();
        try (EchoServer server = new EchoServer(config)) {
            List<String> more = List.of(GnuTls.WITH_RAW_KEY, "--insecure", "--verbose");
            try (PeerProcess client = Visits.client(peer, server, Visits.settings(peer), more)) {
                Visits.exchange(client, Visits.HELLO);
                Visits.farewell(server, client);
                assertThat(client.output()).contains("Raw Public Key");
            }
        }
        Interop.tried(peer.peer(), Side.SERVER, Topic.RAW_PUBLIC_KEY);
    }

    private static boolean compresses(PeerProcess gnutls) {
        return !gnutls.output().contains("Unknown compression method");
    }

    private static Path rawKey(Path folder) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(SHOP.rawKey().toArray());
        return Files.writeString(
                folder.resolve("raw.pem"), "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n");
    }

    private static String rawPrivateKey(GnuTls peer) {
        return "--rawpkkeyfile=" + peer.papers.key(SHOP);
    }

    /** The statuses that our client was sent. */
    private List<Bytes> stapled() {
        return events.stream()
                .filter(Event.MessageSeen.class::isInstance)
                .map(event -> ((Event.MessageSeen) event).message())
                .filter(Certificate.class::isInstance)
                .flatMap(message -> ((Certificate) message).certificateList().stream())
                .flatMap(entry -> entry.extensions().find(StatusRequest.OcspResponse.class).stream())
                .map(StatusRequest.OcspResponse::response)
                .toList();
    }
}
