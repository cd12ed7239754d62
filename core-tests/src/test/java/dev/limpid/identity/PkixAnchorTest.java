// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import static dev.limpid.identity.Claims.NOW;
import static dev.limpid.identity.Claims.server;
import static dev.limpid.identity.Claims.trusting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestPki;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whom a verifier trusts, and when: anchors, chains that lead to none, dates. */
class PkixAnchorTest extends PkixFixture {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void tellsAnUnknownCaThatSentItsRoot() {
        TestCertificate stranger = TestPki.root("Stranger").issue();
        PeerVerdict verdict = verify(stranger.leaf("shop.lab").issue(), stranger);
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_UNKNOWN_CA);
        assertThat(((RejectedPeer) verdict).detail()).contains("\"Stranger\"").contains("root.pem");
        assertThat(violation(verdict).alert()).isEqualTo(AlertDescription.UNKNOWN_CA);
        assertThat(outcome(verdict, Check.Kind.NAME)).isEqualTo(Check.Outcome.PASSED);
        assertThat(outcome(verdict, Check.Kind.TIME)).isEqualTo(Check.Outcome.PASSED);
    }

    @Test
    void tellsAnUnknownCaThatSentNoRoot() {
        TestCertificate stranger = TestPki.root("Stranger").issue();
        TestCertificate middle = stranger.ca("Stranger Intermediate").issue();
        assertThat(violation(verify(middle.leaf("shop.lab").issue(), middle)))
                .isEqualTo(Violation.CERTIFICATE_UNKNOWN_CA);
        assertThat(violation(verify(stranger.leaf("shop.lab").issue()))).isEqualTo(Violation.CERTIFICATE_UNKNOWN_CA);
    }

    @Test
    void tellsASelfSignedCertificate() {
        PeerVerdict verdict = verify(TestPki.selfSigned("shop.lab").issue());
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_UNKNOWN_CA);
        assertThat(((RejectedPeer) verdict).detail()).contains("self-signed");
    }

    @Test
    void tellsACaOfTheSameNameWithAnotherKey() {
        TestCertificate impostor = TestPki.root("Lab Root CA").issue();
        PeerVerdict verdict = verify(impostor.leaf("shop.lab").issue());
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_UNKNOWN_CA);
        assertThat(((RejectedPeer) verdict).detail()).contains("with another key");
    }

    @Test
    void trustsNobodyWithoutAnchors() {
        assertThat(violation(trusting().verify(server("shop.lab", shop().issue(), intermediate, root))))
                .isEqualTo(Violation.CERTIFICATE_UNKNOWN_CA);
    }

    @Test
    void doesNotTrustAnAnchorThatIsNoCaWithMoreThanItself() {
        TestCertificate server = TestPki.selfSigned("ca.lab").issue();
        assertThat(violation(trusting(server)
                        .verify(server("shop.lab", server.leaf("shop.lab").issue()))))
                .isEqualTo(Violation.CERTIFICATE_NOT_A_CA);
    }

    @Test
    void tellsAMissingIntermediateByItsKinship() {
        PeerVerdict verdict = verify(shop().issue());
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_CHAIN_INCOMPLETE);
        assertThat(((RejectedPeer) verdict).detail())
                .contains("\"Lab Intermediate CA\"")
                .contains("\"Lab Root CA\"");
    }

    @Test
    void tellsAMissingIntermediateByTheAddressOfTheIssuer() {
        TestCertificate other = root.ca("R11").issue();
        TestCertificate leaf = other.leaf("shop.lab")
                .issuerAddress("http://ca.example/r11.der")
                .issue();
        assertThat(violation(verify(leaf))).isEqualTo(Violation.CERTIFICATE_CHAIN_INCOMPLETE);
    }

    @Test
    void tellsAMissingIntermediateByTheNameOfItsIssuer() throws Exception {
        TestCertificate other = root.ca("R11").issue();
        var issuers = new org.bouncycastle.asn1.x509.GeneralNames(
                new org.bouncycastle.asn1.x509.GeneralName(new org.bouncycastle.asn1.x500.X500Name("CN=Lab Root CA")));
        TestCertificate leaf = other.leaf("shop.lab")
                .noKeyIdentifiers()
                .extension(
                        "2.5.29.35",
                        false,
                        new org.bouncycastle.asn1.x509.AuthorityKeyIdentifier(issuers, java.math.BigInteger.ONE))
                .issue();
        PeerVerdict verdict = verify(leaf);
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_CHAIN_INCOMPLETE);
        assertThat(((RejectedPeer) verdict).detail()).contains("would be complete");
    }

    @Test
    void tellsAMissingIntermediateInTheMiddle() {
        TestCertificate second = intermediate.ca("Lab Second CA").issue();
        assertThat(violation(verify(second.leaf("shop.lab").issue(), second)))
                .isEqualTo(Violation.CERTIFICATE_CHAIN_INCOMPLETE);
    }

    @Test
    void refusesWhatHasExpired() {
        PeerVerdict verdict = verify(
                shop().valid(NOW.minus(DAY.multipliedBy(30)), NOW.minus(DAY.multipliedBy(3)))
                        .issue(),
                intermediate);
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_EXPIRED);
        assertThat(violation(verdict).alert()).isEqualTo(AlertDescription.CERTIFICATE_EXPIRED);
        assertThat(((RejectedPeer) verdict).detail()).isEqualTo("shop.lab expired on 2026-06-12T12:00:00Z, 3 days ago");
        assertThat(outcome(verdict, Check.Kind.CHAIN)).isEqualTo(Check.Outcome.PASSED);
        assertThat(outcome(verdict, Check.Kind.SIGNATURE)).isEqualTo(Check.Outcome.PASSED);

        TestCertificate old = root.ca("Old CA")
                .valid(NOW.minus(DAY.multipliedBy(30)), NOW.minus(DAY))
                .issue();
        PeerVerdict second = verify(old.leaf("shop.lab").issue(), old);
        assertThat(violation(second)).isEqualTo(Violation.CERTIFICATE_EXPIRED);
        assertThat(((RejectedPeer) second).detail()).startsWith("Old CA expired");
    }

    @Test
    void refusesWhatIsNotValidYet() {
        PeerVerdict verdict = verify(
                shop().valid(NOW.plus(Duration.ofHours(5)), NOW.plus(DAY)).issue(), intermediate);
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_NOT_YET_VALID);
        assertThat(((RejectedPeer) verdict).detail()).endsWith("in 5 hours");

        TestCertificate early = root.ca("Early CA")
                .valid(NOW.plus(DAY), NOW.plus(DAY.multipliedBy(9)))
                .issue();
        assertThat(violation(verify(early.leaf("shop.lab").issue(), early)))
                .isEqualTo(Violation.CERTIFICATE_NOT_YET_VALID);
    }

    @Test
    void isValidFromTheFirstSecondThroughTheLast() {
        assertThat(verify(shop().valid(NOW, NOW).issue(), intermediate)).isInstanceOf(VerifiedPeer.class);
    }

    @Test
    void refusesLinksThatWereNeverValidTogether() {
        TestCertificate old = root.ca("Old CA")
                .valid(NOW.minus(DAY.multipliedBy(9)), NOW.minus(DAY))
                .issue();
        PeerVerdict verdict =
                verify(old.leaf("shop.lab").valid(NOW, NOW.plus(DAY)).issue(), old);
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_EXPIRED);
        assertThat(outcome(verdict, Check.Kind.CHAIN)).isEqualTo(Check.Outcome.SKIPPED);
    }
}
