// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.CertificateAuthorities;
import dev.limpid.extension.ClientCertificateType;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.OidFilters.Filter;
import dev.limpid.extension.ServerCertificateType;
import dev.limpid.extension.StatusRequest;
import dev.limpid.identity.Credential;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PeerCertificates;
import dev.limpid.identity.PeerVerdict;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.identity.RawKeyVerifier;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateEntry;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.ClientHello;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Event;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.observe.Side;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestOcsp;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What goes with certificates: statuses, timestamps, raw public keys, authorities and filters. */
class CertificateExtensionsTest {
    private static final TestCertificate CLIENT = Lab.ROOT.leaf("client.lab").issue();
    private static final Bytes KEY_USAGE = Bytes.ofHex("0603551d0f");
    private static final Bytes EXTENDED_KEY_USAGE = Bytes.ofHex("0603551d25");
    private static final Bytes SIGNING = Bytes.ofHex("03020780");
    private static final Bytes CLIENT_AUTH = Bytes.ofHex("300a06082b06010505070302");
    private static final Bytes UNKNOWN_PURPOSE = Bytes.ofHex("300a06082b06010505070363");

    private final List<Event> clientSaw = new ArrayList<>();
    private final List<Event> serverSaw = new ArrayList<>();

    private Pair run(ClientConfig.Builder client, ServerConfig.Builder server) {
        return new Pair(
                        client.build(),
                        server.build(),
                        Lab.NAME,
                        (nanos, event) -> clientSaw.add(event),
                        (nanos, event) -> serverSaw.add(event))
                .run();
    }

    private Pair handshake(ClientConfig.Builder client, ServerConfig.Builder server) {
        Pair pair = run(client, server);
        assertThat(pair.client().isEstablished() && pair.server().isEstablished())
                .as("client " + pair.client().describe() + "; server "
                        + pair.server().describe())
                .isTrue();
        return pair;
    }

    @Test
    void aServerStaplesTheNewestStatusToItsOwnCertificate() {
        //= R4.5.1.1-1
        //= R4.5.1-8
        AtomicReference<Bytes> newest = new AtomicReference<>(Bytes.EMPTY);
        Credential shop = Lab.SHOP.credential().withOcspResponse(newest::get);
        ServerConfig.Builder server = ServerConfig.builder(Lab.CRYPTO, FixedTime.NOON, Credentials.of(shop));

        handshake(Lab.client(), server);
        assertThat(revocation(clientSaw).outcome()).isEqualTo(Check.Outcome.SKIPPED);

        newest.set(TestOcsp.about(Lab.SHOP, FixedTime.NOON.now()).issue());
        clientSaw.clear();
        handshake(Lab.client(), server);
        assertThat(revocation(clientSaw).outcome()).isEqualTo(Check.Outcome.PASSED);
        Certificate certificate = seen(clientSaw, Certificate.class).getFirst();
        assertThat(certificate.certificateList().getFirst().extensions().find(StatusRequest.OcspResponse.class))
                .contains(new StatusRequest.OcspResponse(newest.get()));
        assertThat(certificate.certificateList().get(1).extensions().isEmpty()).isTrue();
    }

    @Test
    void nothingIsStapledForWhoDoesNotAsk() {
        //= R4.5.1-6
        Credential shop = Lab.SHOP
                .credential()
                .withOcspResponse(() -> {
                    throw new AssertionError("nobody asked");
                })
                .withTimestamps(List.of(Bytes.ofHex("00")));
        handshake(
                Lab.client().requestStatus(false),
                ServerConfig.builder(Lab.CRYPTO, FixedTime.NOON, Credentials.of(shop)));
        assertThat(seen(clientSaw, Certificate.class).getFirst().certificateList())
                .allSatisfy(entry -> assertThat(entry.extensions().isEmpty()).isTrue());
    }

    @Test
    void aClientStaplesWhereTheServerAsks() {
        //= R4.5.1.1-4
        //= R4.5.1.1-5
        //= R4.5.1-7
        Bytes status = TestOcsp.about(CLIENT, FixedTime.NOON.now()).issue();
        handshake(
                Lab.client().credentials(Credentials.of(CLIENT.credential().withOcspResponse(() -> status))),
                asking().requestStatus(true));
        assertThat(revocation(serverSaw).outcome()).isEqualTo(Check.Outcome.PASSED);

        Bytes revoked = TestOcsp.about(CLIENT, FixedTime.NOON.now())
                .revoked(FixedTime.NOON.now())
                .issue();
        Pair refused = run(
                Lab.client().credentials(Credentials.of(CLIENT.credential().withOcspResponse(() -> revoked))),
                asking().requestStatus(true));
        assertThat(refused.server().failure().orElseThrow().violation()).contains(Violation.CERTIFICATE_REVOKED);
    }

    @Test
    void aStatusSourceThatBreaksEndsTheHandshake() {
        Credential shop = Lab.SHOP.credential().withOcspResponse(() -> {
            throw new IllegalStateException("broken");
        });
        Pair pair = run(Lab.client(), ServerConfig.builder(Lab.CRYPTO, FixedTime.NOON, Credentials.of(shop)));
        assertThat(pair.server().failure().orElseThrow().violation()).contains(Violation.INTERNAL_ERROR);
    }

    @Test
    void anOldStatusRequestForSeveralCertificatesIsIgnored() {
        //= R4.5.1.1-2
        //= R4.5.1.1-3
        Relay relay = Scenario.PLAIN.relay();
        Impostor impostor = Misdeed.changed(
                        "status_request_v2 (RFC 6961)",
                        Violation.BAD_FINISHED,
                        () -> relay,
                        Side.SERVER,
                        HandshakeType.CLIENT_HELLO,
                        (ClientHello hello) -> hello.withExtensions(
                                hello.extensions().with(Misdeed.raw(new ExtensionType(17), "000702000400000000"))))
                .act()
                .get();
        assertThat(impostor.victim().failure()).isEmpty();
        assertThat(impostor.listen()).anySatisfy(said -> {
            assertThat(said.is(HandshakeType.ENCRYPTED_EXTENSIONS)).isTrue();
            assertThat(((EncryptedExtensions) said.message()).extensions().contains(new ExtensionType(17)))
                    .isFalse();
        });
    }

    @Test
    void timestampsReachTheVerifierOfWhoAsks() {
        List<Bytes> timestamps = List.of(Bytes.ofHex("0011"), Bytes.ofHex("0022"));
        Watching watching = new Watching(Lab.verifier());
        ServerConfig.Builder server = ServerConfig.builder(
                Lab.CRYPTO, FixedTime.NOON, Credentials.of(Lab.SHOP.credential().withTimestamps(timestamps)));
        handshake(ClientConfig.builder(Lab.CRYPTO, FixedTime.NOON, watching).requestTimestamps(true), server);
        assertThat(watching.claims.getFirst().stapled().timestamps()).isEqualTo(timestamps);
        handshake(ClientConfig.builder(Lab.CRYPTO, FixedTime.NOON, watching), server);
        assertThat(watching.claims.getLast().stapled().timestamps()).isEmpty();
    }

    @Test
    void bothSidesProveRawPublicKeys() {
        //= R4.5.1-13
        Pair pair = handshake(
                ClientConfig.builder(Lab.CRYPTO, FixedTime.NOON, RawKeyVerifier.accepting(List.of(Lab.SHOP.rawKey())))
                        .credentials(Credentials.of(CLIENT.rawCredential())),
                ServerConfig.builder(Lab.CRYPTO, FixedTime.NOON, Credentials.of(Lab.SHOP.rawCredential()))
                        .clientAuthentication(
                                ClientAuthentication.NEED, RawKeyVerifier.accepting(List.of(CLIENT.rawKey()))));
        assertThat(pair.client().connection().peerCertificates()).containsExactly(Lab.SHOP.rawKey());
        assertThat(pair.server().connection().peerCertificates()).containsExactly(CLIENT.rawKey());
    }

    @Test
    void aRawPublicKeyMustBeProvedToo() {
        Relay relay = new Relay(
                ClientConfig.builder(Lab.CRYPTO, FixedTime.NOON, RawKeyVerifier.accepting(List.of(Lab.SHOP.rawKey()))),
                ServerConfig.builder(Lab.CRYPTO, FixedTime.NOON, Credentials.of(CLIENT.rawCredential())));
        relay.bringToMessage(Side.CLIENT, HandshakeType.CERTIFICATE);
        relay.queue(Side.CLIENT).remove();
        Certificate stolen =
                new Certificate(Bytes.EMPTY, List.of(new CertificateEntry(Lab.SHOP.rawKey(), Extensions.NONE)));
        relay.to(Side.CLIENT).say(ContentType.HANDSHAKE, HandshakeCodec.encode(stolen));
        relay.run();
        assertThat(relay.to(Side.CLIENT).victim().failure().orElseThrow().violation())
                .contains(Violation.BAD_SIGNATURE);
    }

    @Test
    void theTypeThatBothHaveIsFound() {
        //= R4.5.1.2-1
        RawKeyVerifier both =
                RawKeyVerifier.accepting(List.of(Lab.SHOP.rawKey())).or(Lab.verifier());
        assertThat(handshake(ClientConfig.builder(Lab.CRYPTO, FixedTime.NOON, both), Lab.server())
                        .client()
                        .connection()
                        .peerCertificates())
                .isEqualTo(Lab.SHOP.chain());
        ServerConfig.Builder server = ServerConfig.builder(
                Lab.CRYPTO, FixedTime.NOON, Credentials.of(Lab.SHOP.rawCredential(), Lab.SHOP.credential()));
        assertThat(handshake(ClientConfig.builder(Lab.CRYPTO, FixedTime.NOON, both), server)
                        .client()
                        .connection()
                        .peerCertificates())
                .containsExactly(Lab.SHOP.rawKey());
        assertThat(handshake(Lab.client(), server).client().connection().peerCertificates())
                .isEqualTo(Lab.SHOP.chain());
    }

    @Test
    void theServerHasTheFirstWordOnTypes() {
        RawKeyVerifier both =
                RawKeyVerifier.accepting(List.of(Lab.SHOP.rawKey())).or(Lab.verifier());
        ServerConfig.Builder server = ServerConfig.builder(
                Lab.CRYPTO, FixedTime.NOON, Credentials.of(Lab.SHOP.credential(), Lab.SHOP.rawCredential()));
        assertThat(handshake(ClientConfig.builder(Lab.CRYPTO, FixedTime.NOON, both), server)
                        .client()
                        .connection()
                        .peerCertificates())
                .isEqualTo(Lab.SHOP.chain());
    }

    @Test
    void whoHasOnlyCertificatesSaysNothingAboutTypes() {
        handshake(Lab.client().credentials(Credentials.of(CLIENT.credential())), asking());
        ClientHello hello = seen(serverSaw, ClientHello.class).getFirst();
        assertThat(hello.extensions().find(ServerCertificateType.ClientHello.class))
                .isEmpty();
        assertThat(hello.extensions().find(ClientCertificateType.ClientHello.class))
                .isEmpty();
    }

    @Test
    void aClientThatOnlyMightShowACertificateIsNotAskedForATypeItLacks() {
        Pair pair = handshake(
                Lab.client().credentials(Credentials.of(CLIENT.credential())),
                Lab.server()
                        .clientAuthentication(
                                ClientAuthentication.WANT, RawKeyVerifier.accepting(List.of(CLIENT.rawKey()))));
        assertThat(seen(clientSaw, CertificateRequest.class)).isEmpty();
        assertThat(pair.server().connection().peerCertificates()).isEmpty();
    }

    @Test
    void aClientTellsWhomItTrustsIfToldTo() {
        //= R4.3.4-2
        handshake(Lab.client(), Lab.server());
        handshake(Lab.client().sendAuthorities(true), Lab.server());
        List<ClientHello> hellos = seen(serverSaw, ClientHello.class);
        assertThat(hellos.getFirst().extensions().find(CertificateAuthorities.class))
                .isEmpty();
        assertThat(hellos.getLast().extensions().find(CertificateAuthorities.class))
                .contains(new CertificateAuthorities(Lab.verifier().acceptedAuthorities()));
        //= R4.3.4-1
        assertThat(choice(serverSaw, Choice.Subject.CERTIFICATE).reason())
                .contains("comes from an authority that the peer lists");
    }

    @Test
    void aServerTellsWhomItTrusts() {
        //= R4.3.4-3
        handshake(Lab.client().credentials(Credentials.of(CLIENT.credential())), asking());
        assertThat(seen(clientSaw, CertificateRequest.class)
                        .getFirst()
                        .extensions()
                        .find(CertificateAuthorities.class))
                .contains(new CertificateAuthorities(Lab.verifier().acceptedAuthorities()));
    }

    @Test
    void aClientChoosesByTheServersFilters() {
        //= R4.3.5-2
        //= R4.3.5-3
        //= R4.5.1.2-5
        TestCertificate serverOnly =
                Lab.ROOT.leaf("other.lab").purposes("1.3.6.1.5.5.7.3.1").issue();
        TestCertificate noUsage = Lab.ROOT.leaf("third.lab").keyUsage(0).issue();
        Pair pair = handshake(
                Lab.client()
                        .credentials(
                                Credentials.of(serverOnly.credential(), noUsage.credential(), CLIENT.credential())),
                asking().oidFilters(
                                List.of(new Filter(EXTENDED_KEY_USAGE, CLIENT_AUTH), new Filter(KEY_USAGE, SIGNING))));
        assertThat(pair.server().connection().peerCertificates()).isEqualTo(CLIENT.chain());
        assertThat(choice(clientSaw, Choice.Subject.CLIENT_CERTIFICATE).rejected())
                .containsExactly(
                        new Choice.Rejected("other.lab", "it lacks an extended key usage that the peer asks for"),
                        new Choice.Rejected("third.lab", "it lacks a key usage that the peer asks for"));
    }

    @Test
    void aClientThatHasNothingForTheFiltersSaysWhy() {
        handshake(
                Lab.client().credentials(Credentials.of(CLIENT.credential())),
                Lab.server()
                        .clientAuthentication(ClientAuthentication.WANT, Lab.verifier())
                        .oidFilters(List.of(new Filter(EXTENDED_KEY_USAGE, UNKNOWN_PURPOSE))));
        Choice choice = choice(clientSaw, Choice.Subject.CLIENT_CERTIFICATE);
        assertThat(choice.chosen()).isEmpty();
        assertThat(choice.rejected())
                .containsExactly(
                        new Choice.Rejected("client.lab", "it lacks an extended key usage that the peer asks for"));
    }

    @Test
    void filtersThatNobodyKnowsAreSkipped() {
        //= R4.3.5-4
        handshake(
                Lab.client().credentials(Credentials.of(CLIENT.credential())),
                asking().oidFilters(List.of(
                        new Filter(Bytes.ofHex("0603551d63"), Bytes.ofHex("0500")),
                        new Filter(Bytes.ofHex("ff"), Bytes.EMPTY),
                        new Filter(KEY_USAGE, Bytes.EMPTY))));
        assertThat(choice(clientSaw, Choice.Subject.CLIENT_CERTIFICATE).chosen())
                .isEqualTo("client.lab");
    }

    @Test
    void aServerDoesNotSendFiltersThatAreForbidden() {
        //= R4.3.5-6
        //= R4.3.5-7
        for (List<Filter> filters : List.of(
                List.of(new Filter(KEY_USAGE, SIGNING), new Filter(KEY_USAGE, SIGNING)),
                List.of(new Filter(EXTENDED_KEY_USAGE, Bytes.ofHex("30060604551d2500"))))) {
            assertThatExceptionOfType(ViolationException.class)
                    .isThrownBy(() -> Lab.server().oidFilters(filters));
        }
    }

    private static ServerConfig.Builder asking() {
        return Lab.server().clientAuthentication(ClientAuthentication.NEED, Lab.verifier());
    }

    private static Check revocation(List<Event> events) {
        return events.stream()
                .filter(event -> event instanceof Event.PathChecked)
                .flatMap(event -> ((Event.PathChecked) event).facts().checks().stream())
                .filter(check -> check.kind() == Check.Kind.REVOCATION)
                .findFirst()
                .orElseThrow();
    }

    private static Choice choice(List<Event> events, Choice.Subject subject) {
        return events.stream()
                .filter(event -> event instanceof Event.Chosen)
                .map(event -> ((Event.Chosen) event).choice())
                .filter(choice -> choice.subject() == subject)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static <M extends HandshakeMessage> List<M> seen(List<Event> events, Class<M> type) {
        return events.stream()
                .filter(event -> event instanceof Event.MessageSeen)
                .map(event -> ((Event.MessageSeen) event).message())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Keeps every claim. */
    private static final class Watching implements PeerVerifier {
        private final PeerVerifier verifier;
        private final List<PeerCertificates> claims = new ArrayList<>();

        Watching(PeerVerifier verifier) {
            this.verifier = verifier;
        }

        @Override
        public PeerVerdict verify(PeerCertificates claim) {
            claims.add(claim);
            return verifier.verify(claim);
        }
    }
}
