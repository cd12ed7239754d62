// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import static dev.limpid.identity.Claims.NOW;
import static dev.limpid.identity.Claims.client;
import static dev.limpid.identity.Claims.server;
import static dev.limpid.identity.Claims.trusting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.observe.Side;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a verifier accepts, and in which words it reports what it found. */
class PkixVerifierTest extends PkixFixture {
    private static final String EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4";
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void verifiesAChainOfThree() {
        TestCertificate leaf = shop().issue();
        PeerVerdict verdict = verify(leaf, intermediate);
        assertThat(verdict).isInstanceOf(VerifiedPeer.class);
        assertThat(((VerifiedPeer) verdict).chain()).containsExactly(leaf.der(), intermediate.der());
        assertThat(verdict.facts().links()).hasSize(2);
        assertThat(verdict.facts().links().getFirst().names()).containsExactly("DNS:shop.lab");
        assertThat(verdict.facts().links().getFirst().key()).isEqualTo("EC secp256r1");
        assertThat(verdict.facts().links().getFirst().signatureAlgorithm()).isEqualTo("SHA256withECDSA");
        assertThat(verdict.facts().anchor().orElseThrow().subject()).isEqualTo("CN=Lab Root CA");
        assertThat(verdict.facts().trustSource()).startsWith("root.pem, 1 anchor, sha256 ");
        assertThat(verdict.facts().checks())
                .extracting(check -> check.kind() + " " + check.outcome() + " " + check.text())
                .containsExactly(
                        "CHAIN PASSED shop.lab ← Lab Intermediate CA ← Lab Root CA (anchor)",
                        "SIGNATURE PASSED 2 verified",
                        "NAME PASSED shop.lab = SAN[0]",
                        "TIME PASSED 2020-01-01…2049-12-31",
                        "PURPOSE PASSED serverAuth",
                        "ALGORITHM PASSED SHA256withECDSA",
                        "REVOCATION SKIPPED not checked: no network is used");
    }

    @ParameterizedTest
    @EnumSource(
            value = TestKey.class,
            names = {"RSA_1024", "DSA"},
            mode = EnumSource.Mode.EXCLUDE)
    void verifiesEveryKindOfKeyInEveryPlace(TestKey key) {
        //= R4.5.1.3-7
        TestCertificate keyed = TestPki.root("Keyed Root").key(key).issue();
        TestCertificate middle = keyed.ca("Keyed Intermediate").key(key).issue();
        TestCertificate leaf = middle.leaf("shop.lab").key(key).issue();
        assertThat(trusting(keyed).verify(server("shop.lab", leaf, middle))).isInstanceOf(VerifiedPeer.class);
    }

    @Test
    void findsThePathWhateverTheOrderAndTheExtras() {
        //= R4.5.1-12
        TestCertificate second = intermediate.ca("Lab Second Intermediate CA").issue();
        TestCertificate leaf = second.leaf("shop.lab").issue();
        TestCertificate stranger = TestPki.root("Stranger").issue();
        assertThat(verify(leaf, stranger, intermediate, root, second)).isInstanceOf(VerifiedPeer.class);
    }

    @Test
    void ignoresAnUnreadableExtraCertificate() {
        TestCertificate leaf = shop().issue();
        PeerVerdict verdict =
                verifier.verify(server("shop.lab", List.of(leaf.der(), Bytes.of((byte) 0x30), intermediate.der())));
        assertThat(verdict).isInstanceOf(VerifiedPeer.class);
    }

    @Test
    void verifiesAClientWithoutAName() {
        TestCertificate leaf = shop().purposes(CLIENT_AUTH).issue();
        PeerVerdict verdict = verifier.verify(client(leaf.chain()));
        assertThat(verdict).isInstanceOf(VerifiedPeer.class);
        assertThat(outcome(verdict, Check.Kind.NAME)).isEqualTo(Check.Outcome.SKIPPED);
    }

    @Test
    void trustsAnIntermediateThatIsAnAnchor() {
        assertThat(trusting(intermediate).verify(server("shop.lab", shop().issue())))
                .isInstanceOf(VerifiedPeer.class);
    }

    @Test
    void trustsALeafThatIsItselfAnAnchorButStillChecksNameAndTime() {
        TestCertificate pinned = TestPki.selfSigned("shop.lab").issue();
        TestCertificate old = TestPki.selfSigned("shop.lab")
                .valid(NOW.minus(DAY.multipliedBy(9)), NOW.minus(DAY))
                .issue();
        PkixVerifier pinning = trusting(pinned, old);
        assertThat(pinning.verify(server("shop.lab", pinned))).isInstanceOf(VerifiedPeer.class);
        assertThat(violation(pinning.verify(server("other.lab", pinned))))
                .isEqualTo(Violation.CERTIFICATE_NAME_MISMATCH);
        assertThat(violation(pinning.verify(server("shop.lab", old)))).isEqualTo(Violation.CERTIFICATE_EXPIRED);
    }

    @Test
    void ignoresTheDatesOfTheAnchor() {
        TestCertificate old = TestPki.root("Old Root")
                .valid(NOW.minus(DAY.multipliedBy(9)), NOW.minus(DAY))
                .issue();
        TestCertificate leaf = old.leaf("shop.lab").issue();
        assertThat(trusting(old).verify(server("shop.lab", leaf))).isInstanceOf(VerifiedPeer.class);
    }

    @Test
    void triesAnotherPathWhenTheFirstFails() {
        TestCertificate otherRoot = TestPki.root("Other Root").issue();
        TestCertificate expired = root.ca("Cross CA")
                .valid(NOW.minus(DAY.multipliedBy(9)), NOW.minus(DAY))
                .issue();
        TestCertificate crossSigned = otherRoot.ca("Cross CA").keyOf(expired).issue();
        TestCertificate leaf = expired.leaf("shop.lab").issue();
        PeerVerdict verdict = trusting(root, otherRoot).verify(server("shop.lab", leaf, expired, crossSigned));
        assertThat(verdict).isInstanceOf(VerifiedPeer.class);
        assertThat(verdict.facts().anchor().orElseThrow().subject()).isEqualTo("CN=Other Root");
    }

    @ParameterizedTest
    @ValueSource(strings = {SERVER_AUTH, ANY_PURPOSE})
    void acceptsPurposesThatIncludeServers(String purpose) {
        assertThat(verify(shop().purposes(purpose).issue(), intermediate)).isInstanceOf(VerifiedPeer.class);
    }

    @Test
    void acceptsACertificateWithoutAnyRestrictionOfPurpose() {
        assertThat(verify(shop().purposes().keyUsage(0).issue(), intermediate)).isInstanceOf(VerifiedPeer.class);
    }

    @Test
    void acceptsCriticalNamesAndAnEmptySubject() {
        TestCertificate leaf = shop().subject("").criticalNames().issue();
        assertThat(verify(leaf, intermediate)).isInstanceOf(VerifiedPeer.class);
    }

    @Test
    void refusesAnotherPurpose() {
        assertThat(violation(verify(shop().purposes(CLIENT_AUTH).issue(), intermediate)))
                .isEqualTo(Violation.CERTIFICATE_WRONG_PURPOSE);
        assertThat(violation(verify(shop().purposes(EMAIL_PROTECTION).issue(), intermediate)))
                .isEqualTo(Violation.CERTIFICATE_WRONG_PURPOSE);
        assertThat(violation(verifier.verify(
                        client(shop().purposes(SERVER_AUTH).issue().chain()))))
                .isEqualTo(Violation.CERTIFICATE_WRONG_PURPOSE);
        TestCertificate mailOnly = root.ca("Mail CA").purposes(EMAIL_PROTECTION).issue();
        assertThat(violation(verify(mailOnly.leaf("shop.lab").issue(), mailOnly)))
                .isEqualTo(Violation.CERTIFICATE_WRONG_PURPOSE);
    }

    @Test
    void refusesAKeyThatMayNotSign() {
        //= R4.5.1.2-3
        PeerVerdict verdict = verify(shop().keyUsage(KeyUsage.keyEncipherment).issue(), intermediate);
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_WRONG_PURPOSE);
        assertThat(violation(verdict).alert()).isEqualTo(AlertDescription.UNSUPPORTED_CERTIFICATE);
    }

    @Test
    void reportsTheGravestOfSeveralFaultsAndTellsAll() {
        TestCertificate stranger = TestPki.root("Stranger").issue();
        TestCertificate leaf = stranger.leaf("other.lab")
                .valid(NOW.minus(DAY.multipliedBy(9)), NOW.minus(DAY))
                .purposes(CLIENT_AUTH)
                .issue();
        PeerVerdict verdict = verify(leaf, stranger);
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_UNKNOWN_CA);
        assertThat(verdict.facts().checks())
                .extracting(check -> check.kind() + " " + check.outcome())
                .containsExactly(
                        "CHAIN FAILED",
                        "SIGNATURE SKIPPED",
                        "NAME FAILED",
                        "TIME FAILED",
                        "PURPOSE FAILED",
                        "ALGORITHM PASSED",
                        "REVOCATION SKIPPED");
    }

    @Test
    void prefersAWrongNameToAnExpiredDate() {
        TestCertificate leaf = intermediate
                .leaf("other.lab")
                .valid(NOW.minus(DAY.multipliedBy(9)), NOW.minus(DAY))
                .issue();
        PeerVerdict verdict = verify(leaf, intermediate);
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_NAME_MISMATCH);
        assertThat(outcome(verdict, Check.Kind.TIME)).isEqualTo(Check.Outcome.FAILED);
    }

    @Test
    void prefersAForgedSignatureToEverythingBelowIt() {
        TestCertificate leaf = intermediate
                .leaf("other.lab")
                .valid(NOW.minus(DAY.multipliedBy(9)), NOW.minus(DAY))
                .unknownExtension(true)
                .tampered()
                .issue();
        assertThat(violation(verify(leaf, intermediate))).isEqualTo(Violation.CERTIFICATE_BAD_SIGNATURE);
    }

    @Test
    void listsTheNamesThatTheCertificateIsFor() {
        PeerVerdict verdict = verify(
                intermediate
                        .leaf("x")
                        .names("a.example", "shops.lab", "10.0.0.1")
                        .issue(),
                intermediate);
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_NAME_MISMATCH);
        assertThat(((RejectedPeer) verdict).detail())
                .isEqualTo("shop.lab is not among DNS:shops.lab, DNS:a.example, IP:10.0.0.1");
    }

    @Test
    void saysThatACommonNameDoesNotCount() {
        PeerVerdict verdict = verify(shop().names().issue(), intermediate);
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_NAME_MISMATCH);
        assertThat(((RejectedPeer) verdict).detail()).contains("common name \"shop.lab\" does not count");
    }

    @Test
    void escapesHostileNames() {
        TestCertificate leaf = intermediate
                .leaf("x.lab")
                .subject("CN=evil\u001b[2J\u202e")
                .names()
                .dnsName("\u001b]0;owned\u0007")
                .valid(NOW.minus(DAY.multipliedBy(9)), NOW.minus(DAY))
                .issue();
        PeerVerdict verdict = verify(leaf, intermediate);
        assertThat(((RejectedPeer) verdict).detail())
                .matches("[^\\p{Cntrl}\u202e]*")
                .contains("\\u{1b}");
        assertThat(verdict.facts().checks())
                .allSatisfy(check -> assertThat(check.text()).matches("[^\\p{Cntrl}\u202e]*"));
    }

    @Test
    void refusesAServerForWhichNoNameIsExpected() {
        PeerCertificates nameless = new PeerCertificates(
                Side.SERVER,
                Optional.empty(),
                dev.limpid.registry.CertificateType.X509,
                shop().issue().chain(),
                Stapled.NOTHING,
                List.of(),
                NOW);
        assertThat(violation(verifier.verify(nameless))).isEqualTo(Violation.CERTIFICATE_NAME_MISMATCH);
        assertThat(verifier.dangerouslyAcceptingAnyName().verify(nameless)).isInstanceOf(VerifiedPeer.class);
    }

    @Test
    void tellsTheVerdictEvenWhenItIsDangerouslyIgnored() {
        //= RC.5-1
        PeerVerifier careless = DangerouslyUnverified.wrap(verifier);
        PeerVerdict verdict = careless.verify(
                server("shop.lab", TestPki.selfSigned("shop.lab").issue()));
        assertThat(verdict).isInstanceOf(UnverifiedPeer.class);
        assertThat(((UnverifiedPeer) verdict).refusal().violation()).isEqualTo(Violation.CERTIFICATE_UNKNOWN_CA);
        assertThat(careless.verify(server("shop.lab", shop().issue().chain()))).isInstanceOf(VerifiedPeer.class);
    }

    @Test
    void namesTheAuthoritiesThatItAccepts() {
        assertThat(verifier.acceptedAuthorities())
                .containsExactly(
                        Bytes.wrap(root.certificate().getSubjectX500Principal().getEncoded()));
    }
}
