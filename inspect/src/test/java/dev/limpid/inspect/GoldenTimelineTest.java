// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.ServerName;
import dev.limpid.identity.TrustAnchors;
import dev.limpid.observe.Question;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.Acquaintance;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Golden;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.TestPki;
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

    private static void check(String name, ClientConfig client, ServerConfig server, ServerName serverName) {
        Recording atClient = Recording.ofEvents();
        Recording atServer = Recording.ofEvents();
        Pair pair = new Pair(client, server, serverName, atClient, atServer).run();
        if (pair.client().isEstablished() && pair.server().isEstablished()) {
            pair.client().connection().closeWrite();
            pair.server().connection().closeWrite();
            pair.run();
        }
        Golden.check("timeline/" + name + "-client", timeline(atClient));
        Golden.check("timeline/" + name + "-server", timeline(atServer));
    }

    private static String timeline(Recording recording) {
        return Timeline.of(recording.story(Attempt.fromClient("127.0.0.1:1")).events());
    }
}
