// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limpid.Impostor.Said;
import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.PostHandshakeAuth;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.Unknown;
import dev.limpid.handshake.CertificateRequests;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.identity.RejectedPeer;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.ClientHello;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.message.Finished;
import dev.limpid.message.KeyUpdate;
import dev.limpid.message.NewSessionTicket;
import dev.limpid.observe.Event;
import dev.limpid.observe.Question;
import dev.limpid.observe.Side;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.request.Request;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A server that wants to know later whom it serves (section 4.7.2). */
class PostHandshakeAuthenticationTest {
    private static final TestCertificate CLIENT = Lab.ROOT.leaf("client.lab").issue();
    private static final Bytes DATA = Bytes.ofUtf8("data");

    @Test
    void aClientProvesWhoItIsWhileDataFlows() {
        //= R4.7.2-1
        //= R4.7.2-2
        //= R4.7.2-3
        Relay relay = relay(client(), server());
        TlsConnection server = server(relay);
        assertThat(server.peerCertificates()).isEmpty();
        assertThat(server.mayRequestClientCertificate()).isTrue();

        Bytes context = server.requestClientCertificate(ClientAuthentication.NEED);
        relay.listen();
        relay.run();

        assertThat(context.length()).isEqualTo(32);
        assertThat(server.peerCertificates())
                .first()
                .isEqualTo(CLIENT.credential().chain().getFirst());
        assertThat(server.facts().orElseThrow().clientAuthenticated()).isTrue();
        assertThat(relay.to(Side.SERVER).events()).contains(new Event.LaterAuthentication(context, true));
        relay.to(Side.SERVER).say(ContentType.APPLICATION_DATA, DATA);
        assertThat(relay.to(Side.SERVER).victim().received()).isEqualTo(DATA);
    }

    @Test
    void aClientWithoutACertificateSaysSo() {
        //= R4.7.2-4
        Relay relay = relay(client().credentials(Credentials.none()), server());
        Bytes context = server(relay).requestClientCertificate(ClientAuthentication.WANT);
        assertThat(server(relay).isCertificateAwaited(context)).isTrue();
        assertThat(server(relay).isCertificateAwaited(Bytes.EMPTY)).isFalse();
        relay.listen();
        relay.to(Side.CLIENT).repeat(List.of(relay.queue(Side.CLIENT).remove()));
        relay.listen();
        assertThat(relay.queue(Side.SERVER))
                .extracting(said -> said.message().type())
                .containsExactly(HandshakeType.CERTIFICATE, HandshakeType.FINISHED);
        relay.run();
        assertThat(server(relay).facts().orElseThrow().clientAuthenticated()).isFalse();
        assertThat(server(relay).isCertificateAwaited(context)).isFalse();
        assertThat(relay.to(Side.SERVER).events()).contains(new Event.LaterAuthentication(context, false));
        assertThat(relay.to(Side.SERVER).victim().isEstablished()).isTrue();
    }

    @Test
    void aServerThatNeedsACertificateEndsWithoutOne() {
        Relay relay = relay(client().credentials(Credentials.none()), server());
        server(relay).requestClientCertificate(ClientAuthentication.NEED);
        assertFails(relay, Side.SERVER, Violation.CERTIFICATE_REQUIRED);
    }

    @Test
    void aCertificateThatIsRefusedEndsTheConnectionWithItsAlert() {
        PeerVerifier no = claim -> new RejectedPeer(
                Violation.CERTIFICATE_REVOKED, "", Lab.verifier().verify(claim).facts());
        Relay relay = relay(client(), server().clientVerifier(no));
        server(relay).requestClientCertificate(ClientAuthentication.NEED);
        assertFails(relay, Side.SERVER, Violation.CERTIFICATE_REVOKED);
        assertThat(server(relay).peerCertificates()).isEmpty();
    }

    @Test
    void anEarlierHandshakeWithACertificateMayBeFollowedByAnother() {
        Relay relay = relay(client(), server().clientAuthentication(ClientAuthentication.NEED, Lab.verifier()));
        server(relay).requestClientCertificate(ClientAuthentication.NEED);
        relay.listen();
        relay.run();
        assertThat(relay.to(Side.SERVER).victim().isEstablished()).isTrue();
    }

    @Test
    void aClientThatDidNotOfferItAnswersWithAnAlert() {
        //= R4.7.2-6
        Relay relay = relay(client().postHandshakeAuthentication(false), server());
        assertThat(server(relay).mayRequestClientCertificate()).isFalse();
        //= R4.3.6-1
        assertThatIllegalStateException()
                .isThrownBy(() -> server(relay).requestClientCertificate(ClientAuthentication.NEED));
        Relay other = relay(client(), server());
        server(other).requestClientCertificate(ClientAuthentication.NEED);
        other.listen();
        relay.to(Side.CLIENT).repeat(List.of(other.queue(Side.CLIENT).element()));
        assertThat(relay.to(Side.CLIENT).victim().failure().orElseThrow().violation())
                .contains(Violation.UNEXPECTED_POST_HANDSHAKE_AUTH);
        assertThat(relay.to(Side.CLIENT).listen())
                .containsExactly(new Said(
                        ContentType.ALERT,
                        Alert.of(AlertDescription.UNEXPECTED_MESSAGE).encode()));
    }

    @Test
    void aClientNeverAsksAndAServerWithoutAVerifierNeither() {
        Relay relay = relay(client(), Scenario.PLAIN.server());
        assertThatIllegalStateException()
                .isThrownBy(() -> server(relay).requestClientCertificate(ClientAuthentication.NEED));
        assertThatIllegalStateException()
                .isThrownBy(() -> client(relay).requestClientCertificate(ClientAuthentication.NEED));
    }

    @Test
    void theExtensionIsTheClientsAlone() {
        //= R4.3.6-2
        Relay relay = new Relay(client(), server());
        assertThat(((ClientHello) relay.queue(Side.SERVER).element().message())
                        .extensions()
                        .types())
                .contains(ExtensionType.POST_HANDSHAKE_AUTH);
        relay.bringToMessage(Side.CLIENT, HandshakeType.ENCRYPTED_EXTENSIONS);
        EncryptedExtensions sent =
                (EncryptedExtensions) relay.queue(Side.CLIENT).element().message();
        assertThat(sent.extensions().types()).doesNotContain(ExtensionType.POST_HANDSHAKE_AUTH);
        relay.to(Side.CLIENT).say(new EncryptedExtensions(Misdeed.put(sent.extensions(), new PostHandshakeAuth())));
        assertThat(relay.to(Side.CLIENT).victim().failure().orElseThrow().violation())
                .contains(Violation.MISPLACED_EXTENSION);
    }

    @Test
    void severalRequestsAreAnsweredInWhateverOrder() {
        //= R4.7.2-7
        //= R4.7.2-8
        //= R4.4.2-3
        //= R4.4.2-5
        Relay relay = relay(client(), server());
        List<Bytes> contexts = new ArrayList<>();
        for (int i = 0; i < CertificateRequests.MOST; i++) {
            contexts.add(server(relay).requestClientCertificate(ClientAuthentication.NEED));
        }
        assertThat(new HashSet<>(contexts)).hasSize(CertificateRequests.MOST).doesNotContain(Bytes.EMPTY);
        assertThatIllegalStateException()
                .as("one more than the client has to bear")
                .isThrownBy(() -> server(relay).requestClientCertificate(ClientAuthentication.NEED));
        relay.listen();
        List<Said> requests = new ArrayList<>(relay.queue(Side.CLIENT));
        relay.queue(Side.CLIENT).clear();
        Collections.reverse(requests);
        relay.to(Side.SERVER).say(ContentType.APPLICATION_DATA, DATA);
        relay.to(Side.CLIENT).repeat(requests);
        relay.listen();
        relay.run();
        assertThat(relay.to(Side.SERVER).victim().isEstablished()).isTrue();
        assertThat(relay.to(Side.SERVER).events().stream()
                        .filter(event -> event instanceof Event.LaterAuthentication)
                        .map(event -> ((Event.LaterAuthentication) event).requestContext())
                        .toList())
                .isEqualTo(contexts.reversed());
        assertThat(server(relay).requestClientCertificate(ClientAuthentication.NEED))
                .isNotIn(contexts);
    }

    @Test
    void keyUpdatesBeforeAndBehindTheRequestChangeTheKeyOfFinished() {
        Relay relay = relay(client(), server());
        client(relay).updateKeys(true);
        relay.listen();
        relay.run();
        server(relay).updateKeys(true);
        server(relay).requestClientCertificate(ClientAuthentication.NEED);
        relay.listen();
        relay.run();
        assertThat(server(relay).facts().orElseThrow().clientAuthenticated()).isTrue();
    }

    @Test
    void theAnswersMessagesStayTogether() {
        //= R4.7.2-5
        Relay relay = relay(client().answeredLater(Set.of(Question.SIGNATURE)), server());
        server(relay).requestClientCertificate(ClientAuthentication.NEED);
        relay.listen();
        relay.run();
        Request.Sign request = (Request.Sign) client(relay).requests().getFirst();
        assertThat(client(relay).step()).isInstanceOf(Step.Established.class);

        relay.to(Side.CLIENT).say(ContentType.APPLICATION_DATA, DATA);
        relay.to(Side.CLIENT).say(new KeyUpdate(true));
        assertThat(relay.to(Side.CLIENT).victim().received()).isEqualTo(DATA);
        client(relay).answer(request, request.answer());
        List<Said> said =
                relay.to(Side.CLIENT).open(relay.to(Side.CLIENT).victim().seal(DATA));
        assertThat(said)
                .extracting(each -> each.type().equals(ContentType.HANDSHAKE)
                        ? each.message().type().toString()
                        : each.type().toString())
                .containsExactly("key_update", "certificate", "certificate_verify", "finished", "application_data");
        relay.to(Side.SERVER).repeat(said);
        assertThat(server(relay).facts().orElseThrow().clientAuthenticated()).isTrue();
        assertThat(relay.to(Side.SERVER).victim().received()).isEqualTo(DATA);
    }

    @Test
    void dataFlowsWhileTheServersVerifierThinks() {
        Relay relay = relay(client(), server().answeredLater(Set.of(Question.PEER)));
        Bytes context = server(relay).requestClientCertificate(ClientAuthentication.NEED);
        relay.listen();
        relay.run();
        relay.to(Side.SERVER).say(ContentType.APPLICATION_DATA, DATA);
        assertThat(relay.to(Side.SERVER).victim().received()).isEqualTo(DATA);
        assertThat(server(relay).peerCertificates()).isEmpty();
        assertThat(server(relay).isCertificateAwaited(context)).isTrue();
        server(relay).answer(server(relay).requests().getFirst());
        assertThat(server(relay).peerCertificates()).isNotEmpty();
        assertThat(server(relay).isCertificateAwaited(context)).isFalse();
    }

    @Test
    void nothingComesBetweenTheMessagesOfAnAnswer() {
        //= R4.7.2-5
        for (int after = 1; after <= 2; after++) {
            Relay data = answering(after);
            data.to(Side.SERVER).say(ContentType.APPLICATION_DATA, DATA);
            assertVictim(data, Violation.INTERRUPTED_AUTHENTICATION);
            Relay update = answering(after);
            update.to(Side.SERVER).say(new KeyUpdate(false));
            assertVictim(update, Violation.UNEXPECTED_MESSAGE);
        }
    }

    @Test
    void anAnswerIsHeldToItsTranscriptAndItsContext() {
        Relay unknown = answering(0);
        Certificate certificate =
                (Certificate) unknown.queue(Side.SERVER).element().message();
        unknown.to(Side.SERVER).say(new Certificate(Bytes.ofHex("01"), certificate.certificateList()));
        assertVictim(unknown, Violation.BAD_CERTIFICATE_REQUEST_CONTEXT);

        Relay unasked = relay(client(), server());
        unasked.to(Side.SERVER).say(certificate);
        assertVictim(unasked, Violation.UNSOLICITED_CERTIFICATE);

        Relay twice = answering(0);
        List<Said> answer = List.copyOf(twice.queue(Side.SERVER));
        twice.run();
        twice.to(Side.SERVER).repeat(answer);
        assertVictim(twice, Violation.UNSOLICITED_CERTIFICATE);

        Relay other = answering(0);
        Said foreign = List.copyOf(answering(0).queue(Side.SERVER)).get(1);
        other.to(Side.SERVER).repeat(List.of(other.queue(Side.SERVER).remove(), foreign));
        assertVictim(other, Violation.BAD_SIGNATURE);

        Relay unfinished = answering(2);
        unfinished.to(Side.SERVER).say(new Finished(Bytes.wrap(new byte[32])));
        assertVictim(unfinished, Violation.BAD_FINISHED);
    }

    @Test
    void noProofNoAuthentication() {
        Relay skipped = answering(1);
        skipped.to(Side.SERVER)
                .repeat(List.of(List.copyOf(skipped.queue(Side.SERVER)).get(1)));
        assertVictim(skipped, Violation.UNEXPECTED_MESSAGE);
        assertThat(server(skipped).peerCertificates()).isEmpty();
    }

    @Test
    void aServerThatAsksForEverIsLeft() {
        Relay relay = relay(client().answeredLater(Set.of(Question.CREDENTIALS)), server());
        server(relay).requestClientCertificate(ClientAuthentication.NEED);
        relay.listen();
        CertificateRequest request =
                (CertificateRequest) relay.queue(Side.CLIENT).element().message();
        for (int i = 0; i < CertificateRequests.MOST; i++) {
            relay.to(Side.CLIENT).say(request);
        }
        assertThat(client(relay).requests()).hasSize(CertificateRequests.MOST);
        relay.to(Side.CLIENT).say(request);
        assertThat(relay.to(Side.CLIENT).victim().failure().orElseThrow().violation())
                .contains(Violation.TOO_MANY_CERTIFICATE_REQUESTS);

        Relay quick = relay(client().credentials(Credentials.none()), server());
        for (int i = 0; i < 33; i++) {
            quick.to(Side.CLIENT).say(request);
        }
        assertThat(quick.to(Side.CLIENT).victim().failure().orElseThrow().violation())
                .contains(Violation.TOO_MANY_CERTIFICATE_REQUESTS);
    }

    @Test
    void whatNobodyKnowsInARequestOrATicketIsIgnored() {
        //= R9.3-6
        Relay relay = relay(client(), server());
        Unknown strange = new Unknown(new ExtensionType(0xfafa), Bytes.ofHex("0102"));
        relay.to(Side.CLIENT)
                .say(new CertificateRequest(
                        Bytes.ofHex("01"),
                        Extensions.of(new SignatureAlgorithms(List.of(SignatureScheme.ED25519)), strange)));
        relay.to(Side.CLIENT)
                .say(new NewSessionTicket(60, 1, Bytes.ofHex("00"), Bytes.ofHex("aa"), Extensions.of(strange)));
        assertThat(relay.to(Side.CLIENT).victim().failure()).isEmpty();
        relay.to(Side.CLIENT).say(ContentType.APPLICATION_DATA, DATA);
        assertThat(relay.to(Side.CLIENT).victim().received()).isEqualTo(DATA);
    }

    @Test
    void aRequestWithoutSchemesIsRefused() {
        //= R4.4.2-6
        Relay relay = relay(client(), server());
        relay.to(Side.CLIENT).say(new CertificateRequest(Bytes.ofHex("01"), Extensions.NONE));
        assertThat(relay.to(Side.CLIENT).victim().failure().orElseThrow().violation())
                .contains(Violation.MISSING_SIGNATURE_ALGORITHMS);
    }

    /** A client's answer is on its way to the server, {@code delivered} messages of it are there. */
    private static Relay answering(int delivered) {
        Relay relay = relay(client(), server());
        server(relay).requestClientCertificate(ClientAuthentication.NEED);
        relay.listen();
        relay.to(Side.CLIENT).repeat(List.of(relay.queue(Side.CLIENT).remove()));
        relay.listen();
        for (int i = 0; i < delivered; i++) {
            relay.to(Side.SERVER).repeat(List.of(relay.queue(Side.SERVER).remove()));
        }
        return relay;
    }

    private static void assertFails(Relay relay, Side side, Violation violation) {
        relay.listen();
        relay.run();
        assertThat(relay.to(side).victim().failure().orElseThrow().violation()).contains(violation);
        assertThat(relay.to(side).listen())
                .containsExactly(
                        new Said(ContentType.ALERT, Alert.of(violation.alert()).encode()));
    }

    private static void assertVictim(Relay relay, Violation violation) {
        assertThat(relay.to(Side.SERVER).victim().failure())
                .hasValueSatisfying(failure -> assertThat(failure.violation()).contains(violation));
    }

    private static Relay relay(ClientConfig.Builder client, ServerConfig.Builder server) {
        return new Relay(client, server).run();
    }

    private static ClientConfig.Builder client() {
        return Scenario.PLAIN
                .client()
                .credentials(Credentials.of(CLIENT.credential()))
                .postHandshakeAuthentication(true);
    }

    private static ServerConfig.Builder server() {
        return Scenario.PLAIN.server().clientVerifier(Lab.verifier());
    }

    private static TlsConnection server(Relay relay) {
        return relay.to(Side.SERVER).victim().connection();
    }

    private static TlsConnection client(Relay relay) {
        return relay.to(Side.CLIENT).victim().connection();
    }
}
