// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import dev.limpid.TlsConnection;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.CookieKey;
import dev.limpid.config.CookieKeys;
import dev.limpid.config.EarlyDataPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.config.StatelessRetry;
import dev.limpid.identity.CertificateCompressor;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.RawKeyVerifier;
import dev.limpid.identity.ServerName;
import dev.limpid.identity.TrustAnchors;
import dev.limpid.observe.Question;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.registry.NamedGroup;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.ExternalPsks;
import dev.limpid.session.Psk;
import dev.limpid.session.RecentBinders;
import dev.limpid.testkit.Acquaintance;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Golden;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The full list of events of real handshakes, at both ends, as texts to be read. */
class GoldenTimelineTest {
    @Test
    void fullHandshake() {
        check("full", Lab.client().build(), Lab.server().build(), Lab.NAME);
    }

    @Test
    void helloRetryRequest() {
        check(
                "hello-retry-request",
                Lab.client().keyShares(List.of(NamedGroup.X25519)).build(),
                Lab.server().groups(List.of(NamedGroup.SECP256R1)).build(),
                Lab.NAME);
    }

    @Test
    void wrongName() {
        check("wrong-name", Lab.client().build(), Lab.server().build(), ServerName.of("other.lab"));
    }

    @Test
    void unknownCa() {
        PkixVerifier stranger = PkixVerifier.trusting(TrustAnchors.of(
                "another root", List.of(TestPki.root("Other Root CA").issue().certificate())));
        check(
                "unknown-ca",
                ClientConfig.builder(Lab.CRYPTO, FixedTime.NOON, stranger).build(),
                Lab.server().build(),
                Lab.NAME);
    }

    @Test
    void clientCertificate() {
        check(
                "client-certificate",
                Lab.client()
                        .credentials(Credentials.of(
                                Lab.ROOT.leaf("client.lab").issue().credential()))
                        .build(),
                Lab.server()
                        .clientAuthentication(ClientAuthentication.NEED, Lab.verifier())
                        .build(),
                Lab.NAME);
    }

    @Test
    void noCommonGroup() {
        check(
                "no-common-group",
                Lab.client().groups(List.of(NamedGroup.X25519)).build(),
                Lab.server().groups(List.of(NamedGroup.SECP384R1)).build(),
                Lab.NAME);
    }

    @Test
    void authenticationAfterTheHandshakeWithAnAnswerThatComesLater() {
        Recording atClient = Recording.ofEvents();
        Recording atServer = Recording.ofEvents();
        Pair pair = new Pair(
                        Lab.client()
                                .credentials(Credentials.of(
                                        Lab.ROOT.leaf("client.lab").issue().credential()))
                                .postHandshakeAuthentication(true)
                                .answeredLater(Set.of(Question.SIGNATURE))
                                .build(),
                        Lab.server().clientVerifier(Lab.verifier()).build(),
                        Lab.NAME,
                        atClient,
                        atServer)
                .handshake();
        pair.server().connection().requestClientCertificate(ClientAuthentication.NEED);
        pair.run();
        pair.client().connection().answer(pair.client().connection().requests().getFirst());
        close("post-handshake-authentication", pair, atClient, atServer);
    }

    @Test
    void keyUpdateThatIsAnswered() {
        Recording atClient = Recording.ofEvents();
        Recording atServer = Recording.ofEvents();
        Pair pair = new Pair(Lab.client().build(), Lab.server().build(), Lab.NAME, atClient, atServer).handshake();
        pair.client().connection().updateKeys(true);
        close("key-update", pair, atClient, atServer);
    }

    @Test
    void aTicketConfirmsTheClientsCertificate() {
        Recording atClient = Recording.ofEvents();
        Recording atServer = Recording.ofEvents();
        Acquaintance lab = Acquaintance.of(
                Lab.client()
                        .credentials(Credentials.of(
                                Lab.ROOT.leaf("client.lab").issue().credential())),
                Lab.server().clientAuthentication(ClientAuthentication.NEED, Lab.verifier()));
        Pair pair = new Pair(lab.client().build(), lab.server().build(), Lab.NAME, atClient, atServer);
        close("client-certificate-ticket", pair, atClient, atServer);
    }

    private static void close(String name, Pair pair, Recording atClient, Recording atServer) {
        pair.handshake();
        pair.client().connection().closeWrite();
        pair.server().connection().closeWrite();
        pair.run();
        Golden.check("timeline/" + name + "-client", timeline(atClient));
        Golden.check("timeline/" + name + "-server", timeline(atServer));
    }

    @Test
    void resumption() {
        Acquaintance lab = Acquaintance.inTheLab();
        lab.pair().handshake();
        check("resumption", lab.client().build(), lab.server().build(), Lab.NAME);
    }

    @Test
    void resumptionAfterHelloRetryRequest() {
        Acquaintance lab = Acquaintance.inTheLab();
        lab.client().keyShares(List.of(NamedGroup.X25519));
        lab.pair().handshake();
        lab.server().groups(List.of(NamedGroup.SECP256R1));
        check("resumption-retried", lab.client().build(), lab.server().build(), Lab.NAME);
    }

    @Test
    void externalPsk() {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 7);
        List<ExternalPsk> keys =
                List.of(ExternalPsk.of(Bytes.ofUtf8("thermometer-7"), Psk.of(secret), HashAlgorithm.SHA256));
        check(
                "external-psk",
                Lab.client().externalPsks(keys).build(),
                Lab.server().externalPsks(ExternalPsks.of(keys)).build(),
                Lab.NAME);
    }

    @Test
    void earlyDataAccepted() {
        Acquaintance lab = Acquaintance.inTheLab().withEarlyData();
        lab.pair().handshake();
        checkEarly("early-data-accepted", lab.client().build(), lab.server().build());
    }

    @Test
    void earlyDataRejected() {
        Acquaintance lab = Acquaintance.inTheLab().withEarlyData();
        lab.pair().handshake();
        ServerConfig restarted = lab.server()
                .earlyData(EarlyDataPolicy.of(Acquaintance.EARLY_DATA, new RecentBinders(10, FixedTime.NOON.now())))
                .build();
        checkEarly("early-data-rejected", lab.client().build(), restarted);
    }

    /** The connection that sent the HelloRetryRequest is forgotten; another goes on by the cookie. */
    @Test
    void statelessRetry() {
        ServerConfig stateless = Lab.server()
                .groups(List.of(NamedGroup.SECP256R1))
                .statelessRetry(StatelessRetry.of(CookieKeys.of(CookieKey.random(Lab.CRYPTO))))
                .build();
        Recording atClient = Recording.ofEvents();
        Recording atForgotten = Recording.ofEvents();
        Recording atServer = Recording.ofEvents();
        ClientConfig greedy = Lab.client().keyShares(List.of(NamedGroup.X25519)).build();
        Pair.End client = new Pair.End(TlsConnection.client(greedy, Lab.NAME, atClient));
        Pair.End forgotten = new Pair.End(TlsConnection.server(stateless, atForgotten));
        Pair.End server = new Pair.End(TlsConnection.server(stateless, atServer));
        Pair.carry(client, forgotten);
        Pair.carry(forgotten, client);
        boolean moved = true;
        while (moved) {
            moved = Pair.carry(client, server);
            moved |= Pair.carry(server, client);
        }
        Golden.check("timeline/stateless-retry-client", timeline(atClient));
        Golden.check("timeline/stateless-retry-first-server", timeline(atForgotten));
        Golden.check("timeline/stateless-retry-second-server", timeline(atServer));
    }

    @Test
    void certificateCompression() {
        List<CertificateCompressor> zlib = List.of(CertificateCompressor.zlib());
        check(
                "certificate-compression",
                Lab.client().certificateCompression(zlib).build(),
                Lab.server().certificateCompression(zlib).build(),
                Lab.NAME);
    }

    @Test
    void rawPublicKeys() {
        TestCertificate client = Lab.ROOT.leaf("client.lab").issue();
        check(
                "raw-public-keys",
                ClientConfig.builder(Lab.CRYPTO, FixedTime.NOON, RawKeyVerifier.accepting(List.of(Lab.SHOP.rawKey())))
                        .credentials(Credentials.of(client.rawCredential()))
                        .build(),
                ServerConfig.builder(Lab.CRYPTO, FixedTime.NOON, Credentials.of(Lab.SHOP.rawCredential()))
                        .clientAuthentication(
                                ClientAuthentication.NEED, RawKeyVerifier.accepting(List.of(client.rawKey())))
                        .build(),
                Lab.NAME);
    }

    private static void check(String name, ClientConfig client, ServerConfig server, ServerName serverName) {
        check(name, client, server, serverName, Bytes.EMPTY);
    }

    private static void checkEarly(String name, ClientConfig client, ServerConfig server) {
        check(name, client, server, Lab.NAME, Bytes.ofUtf8("GET /"));
    }

    private static void check(
            String name, ClientConfig client, ServerConfig server, ServerName serverName, Bytes earlyData) {
        Recording atClient = Recording.ofEvents();
        Recording atServer = Recording.ofEvents();
        Pair pair = new Pair(client, server, serverName, atClient, atServer);
        ByteBuffer wire = ByteBuffer.allocate(TlsConnection.RECORD_BUFFER);
        pair.client().connection().sealEarly(earlyData.toBuffer(), wire);
        pair.server().receive(Bytes.of(wire.flip()));
        pair.run();
        if (pair.client().isEstablished() && pair.server().isEstablished()) {
            pair.client().connection().closeWrite();
            pair.server().connection().closeWrite();
            pair.run();
        }
        Golden.check("timeline/" + name + "-client", timeline(atClient));
        Golden.check("timeline/" + name + "-server", timeline(atServer));
    }

    private static String timeline(Recording recording) {
        String all =
                Timeline.of(recording.story(Attempt.fromClient("127.0.0.1:1")).events());
        // How long a certificate is, and how well it compresses, is another each time it is issued
        return all.replaceAll("[0-9]+ bytes instead of [0-9]+", "N bytes instead of M")
                .replaceAll("saves [0-9]+ bytes", "saves N bytes");
    }
}
