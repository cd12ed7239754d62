// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static dev.limpid.ResumptionTest.facts;
import static dev.limpid.ResumptionTest.missed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limpid.alert.Violation;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.extension.OidFilters;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.DangerouslyUnverified;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.TrustAnchors;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.ExternalPsks;
import dev.limpid.session.Tickets;
import dev.limpid.testkit.Acquaintance;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session holds only where its peer would be let in again: under the same rules, by the same proof (section 4.7.1). */
class ResumptionRulesTest {
    private static final String RULES_CHANGED = "this server's rules about whom it lets in have changed since";
    private static final String KEY_GONE =
            "the external key that vouched for the ticket's connection is not known here any more";
    private static final ExternalPsk KEY = ExternalPskTest.key("anna", 1);
    private static final TestCertificate CA = TestPki.root("CA A").issue();
    private static final TestCertificate OTHER_CA = TestPki.root("CA B").issue();
    private static final TestCertificate USER = CA.leaf("user.a").issue();

    private final Acquaintance lab = Acquaintance.inTheLab();
    private final Tickets tickets = lab.server().build().tickets();

    @Test
    void anotherVerifierOfClientsTakesNoSessionOfTheFirstHoweverItWasSet() {
        lab.client().credentials(Credentials.of(USER.credential()));
        lab.server().clientAuthentication(ClientAuthentication.NEED, trusting(CA));
        lab.pair().handshake();
        lab.server().clientVerifier(trusting(OTHER_CA));
        Pair pair = lab.pair().run();
        assertThat(missed(pair.server())).containsExactly(RULES_CHANGED);
        assertThat(pair.server().failure().orElseThrow().violation()).contains(Violation.CERTIFICATE_UNKNOWN_CA);
    }

    @Test
    void aVerifierThatSaysNothingOfItselfIsKnownByItsObjectAlone() {
        PeerVerifier silent = silent();
        lab.client().credentials(Credentials.of(USER.credential()));
        lab.server().clientAuthentication(ClientAuthentication.NEED, silent);
        lab.pair().handshake();
        lab.server().clientAuthentication(ClientAuthentication.NEED, silent);
        assertThat(facts(lab.pair().handshake().server()).resumed()).isTrue();
        lab.server().clientVerifier(silent());
        Pair pair = lab.pair().handshake();
        assertThat(missed(pair.server())).containsExactly(RULES_CHANGED);
        assertThat(facts(pair.server()).resumed()).isFalse();
    }

    @Test
    void aServerThatHasWithdrawnOrRenewedAnExternalKeyTakesNoSessionThatRestsOnIt() {
        ExternalPsk renewed = ExternalPskTest.key("anna", 2);
        lab.server().clientAuthentication(ClientAuthentication.NEED, trusting(CA));
        lab.client().credentials(Credentials.of(USER.credential())).externalPsks(List.of(renewed, KEY));
        for (List<ExternalPsk> later : List.of(List.<ExternalPsk>of(), List.of(renewed), List.of(KEY))) {
            lab.server().externalPsks(ExternalPsks.of(List.of(KEY)));
            lab.cache().clear();
            Pair first = new Pair(
                            lab.client().externalPsks(List.of(KEY)).build(),
                            lab.server().build())
                    .handshake();
            assertThat(first.server().connection().peerCertificates()).isEmpty();

            lab.client().externalPsks(List.of(renewed, KEY));
            lab.server().externalPsks(ExternalPsks.of(later));
            Pair pair = lab.pair().handshake();
            assertThat(facts(pair.server()).resumed()).isEqualTo(later.contains(KEY));
            // Where another key does, the server only says why the first did not
            assertThat(missed(pair.server())).isEqualTo(later.isEmpty() ? List.of(KEY_GONE) : List.of());
            assertThat(pair.server().connection().peerCertificates()).hasSize(later.isEmpty() ? 1 : 0);
        }
    }

    @Test
    void whoKnowsAnExternalKeyIsNobodyToAClientThatGoesByCertificates() {
        Credentials worthless = Credentials.of(
                TestPki.root("Evil").issue().leaf("shop.lab").issue().credential());
        lab.server().credentials(worthless).externalPsks(ExternalPsks.of(List.of(KEY)));
        lab.client().externalPsks(List.of(KEY));
        assertThat(facts(lab.next().handshake().client()).resumed()).isTrue();
        for (List<ExternalPsk> others : List.of(List.<ExternalPsk>of(), List.of(ExternalPskTest.key("bert", 1)))) {
            lab.client().externalPsks(List.of(KEY));
            lab.pair().handshake();
            lab.client().externalPsks(others);
            Pair pair = lab.pair().run();
            assertThat(missed(pair.client())).contains(KEY_GONE);
            assertThat(pair.client().failure().orElseThrow().violation()).contains(Violation.CERTIFICATE_UNKNOWN_CA);
            lab.cache().clear();
        }
    }

    @Test
    void aClientForWhomNobodyVouchedIsAskedAgainWhereOneIsRequired() {
        lab.client()
                .credentials(Credentials.of(
                        TestPki.root("Nobody").issue().leaf("user").issue().credential()));
        lab.server().clientAuthentication(ClientAuthentication.NEED, DangerouslyUnverified.wrap(trusting(CA)));
        Pair pair = lab.next().handshake();
        assertThat(missed(pair.server()))
                .containsExactly("nobody vouched for its client, and a certificate is required");
        assertThat(facts(pair.server()).resumed()).isFalse();
    }

    @Test
    void whoShowsAnotherCertificateDoesNotResumeAsTheFirstUser() {
        //= RC.4-4
        TestCertificate other = CA.leaf("user.b").issue();
        lab.server().clientAuthentication(ClientAuthentication.WANT, trusting(CA));
        lab.client().credentials(Credentials.of(USER.credential()));
        lab.pair().handshake();

        lab.client().credentials(Credentials.of(other.credential()));
        Pair pair = lab.pair().handshake();
        assertThat(facts(pair.server()).resumed()).isFalse();
        assertThat(pair.server().connection().peerCertificates()).containsExactly(other.der());

        lab.client().credentials(Credentials.none());
        Pair none = lab.pair().handshake();
        assertThat(facts(none.server()).resumed()).isFalse();
        assertThat(none.server().connection().peerCertificates()).isEmpty();

        lab.client().credentials(Credentials.of(USER.credential()));
        Pair again = lab.pair().handshake();
        assertThat(facts(again.server()).resumed()).isTrue();
        assertThat(again.server().connection().peerCertificates()).containsExactly(USER.der());
    }

    @Test
    void credentialsThatSayNothingOfThemselvesAreKnownByTheirObjectAlone() {
        Credentials silent = silent(Credentials.of(USER.credential()));
        lab.server().clientAuthentication(ClientAuthentication.NEED, trusting(CA));
        lab.client().credentials(silent);
        lab.pair().handshake();
        assertThat(facts(lab.pair().handshake().server()).resumed()).isTrue();
        lab.client().credentials(silent(Credentials.of(USER.credential())));
        assertThat(facts(lab.pair().handshake().server()).resumed()).isFalse();
    }

    @Test
    void aServerThatAsksMoreOfCertificatesTakesNoSessionOfBefore() {
        //= R4.3.5-4
        lab.client().credentials(Credentials.of(USER.credential()));
        lab.server().clientAuthentication(ClientAuthentication.NEED, trusting(CA));
        lab.pair().handshake();
        Bytes extendedKeyUsage = Bytes.ofHex("0603551d25");
        Bytes smartcardLogon = Bytes.ofHex("300c060a2b060104018237140202");
        lab.server().oidFilters(List.of(new OidFilters.Filter(extendedKeyUsage, smartcardLogon)));
        Pair pair = lab.pair().run();
        assertThat(missed(pair.server())).containsExactly(RULES_CHANGED);
        assertThat(pair.server().failure()).isPresent();
    }

    @Test
    void portsOfAHostKeepTheirTicketsApart() {
        assertThat(resumesAt(443)).isFalse();
        assertThat(resumesAt(8443)).isFalse();
        assertThat(resumesAt(443)).isTrue();
        lab.server().tickets(Tickets.none());
        assertThat(resumesAt(8443)).isFalse(); // which forgets the tickets of that port
        lab.server().tickets(tickets);
        assertThat(resumesAt(8443)).isFalse();
        assertThat(resumesAt(443)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> resumesAt(65_536));
    }

    private boolean resumesAt(int port) {
        Event.TransportConnected connected = new Event.TransportConnected("the lab", 0);
        Pair.End client =
                new Pair.End(TlsConnection.client(lab.client().build(), Lab.NAME, port, Observer.NONE, connected));
        Pair.End server = new Pair.End(TlsConnection.server(lab.server().build()));
        boolean moved = true;
        while (moved) {
            moved = Pair.carry(client, server);
            moved |= Pair.carry(server, client);
        }
        return facts(client).resumed();
    }

    private static Credentials silent(Credentials credentials) {
        return request -> credentials.choose(request);
    }

    /** Judges as {@link #CA} does, and does not say so. */
    private static PeerVerifier silent() {
        PeerVerifier judge = trusting(CA);
        return claim -> judge.verify(claim);
    }

    private static PkixVerifier trusting(TestCertificate ca) {
        return PkixVerifier.trusting(TrustAnchors.of("one CA", List.of(ca.certificate())));
    }
}
