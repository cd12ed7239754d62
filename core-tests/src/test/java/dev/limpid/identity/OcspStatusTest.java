// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import static dev.limpid.identity.Claims.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateType;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestCertificateSpec;
import dev.limpid.testkit.TestKey;
import dev.limpid.testkit.TestOcsp;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;

/** OCSP responses that peers staple (RFC 9846 section 4.5.1.1, RFC 6960), and certificates that demand one (RFC 7633). */
class OcspStatusTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

    private final TestCertificate root = TestPki.root("Root").issue();
    private final TestCertificate intermediate = root.ca("Intermediate").issue();
    private final TestCertificate shop = intermediate.leaf("shop.lab").issue();
    private final PkixVerifier verifier = Claims.trusting(root);

    private TestOcsp good() {
        return TestOcsp.about(shop, NOW);
    }

    private PeerVerdict judge(TestCertificate leaf, Bytes response) {
        return verifier.verify(new PeerCertificates(
                Side.SERVER,
                Optional.of(ServerName.of("shop.lab")),
                CertificateType.X509,
                leaf.chain(),
                new Stapled(true, response, List.of()),
                List.of(),
                NOW));
    }

    private static Check revocation(PeerVerdict verdict) {
        return verdict.facts().checks().stream()
                .filter(check -> check.kind() == Check.Kind.REVOCATION)
                .findFirst()
                .orElseThrow();
    }

    private void accepts(TestOcsp response) {
        PeerVerdict verdict = judge(shop, response.issue());
        assertThat(verdict).as(verdict.toString()).isInstanceOf(VerifiedPeer.class);
        assertThat(revocation(verdict).outcome()).isEqualTo(Check.Outcome.PASSED);
    }

    private void refuses(TestOcsp response, String detail) {
        refuses(response.issue(), detail);
    }

    private void refuses(Bytes response, String detail) {
        PeerVerdict verdict = judge(shop, response);
        assertThat(verdict).isInstanceOfSatisfying(RejectedPeer.class, refusal -> {
            assertThat(refusal.violation()).isEqualTo(Violation.BAD_STATUS_RESPONSE);
            assertThat(refusal.detail()).contains(detail);
        });
        assertThat(revocation(verdict).outcome()).isEqualTo(Check.Outcome.FAILED);
    }

    @Test
    void believesTheIssuer() {
        accepts(good());
        accepts(good().byKey());
        assertThat(revocation(judge(shop, good().issue())).text())
                .startsWith("good, says the stapled response of 2026");
    }

    @Test
    void readsHashesOfEveryKind() {
        for (String oid : List.of("2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3")) {
            accepts(good().hash(oid));
        }
        refuses(good().hash("1.2.840.113549.2.5"), "about another certificate");
    }

    @Test
    void believesARootThatIssuedTheLeafItself() {
        TestCertificate direct = root.leaf("shop.lab").issue();
        assertThat(revocation(judge(direct, TestOcsp.about(direct, NOW).issue()))
                        .outcome())
                .isEqualTo(Check.Outcome.PASSED);
    }

    @Test
    void believesADelegatedResponder() {
        accepts(good().signedBy(responder().issue()));
        accepts(good().signedBy(responder().key(TestKey.RSA_2048).issue()).byKey());
    }

    @Test
    void refusesAResponderThatTheIssuerDidNotDelegateTo() {
        refuses(good().signedBy(intermediate.leaf("someone").issue()), "nobody whom the certificate's issuer");
        refuses(good().signedBy(responder().purposes("2.5.29.37.0").issue()), "nobody whom the certificate's issuer");
        refuses(
                good().signedBy(root.leaf("ocsp").purposes(OCSP_SIGNING).issue()),
                "nobody whom the certificate's issuer");
        refuses(
                good().signedBy(TestPki.root("Intermediate")
                        .issue()
                        .leaf("ocsp")
                        .purposes(OCSP_SIGNING)
                        .issue()),
                "nobody whom the certificate's issuer");
        refuses(
                good().signedBy(responder()
                        .valid(NOW.minus(DAY.multipliedBy(9)), NOW.minus(DAY))
                        .issue()),
                "nobody whom the certificate's issuer");
        refuses(good().signedBy(responder().tampered().issue()), "nobody whom the certificate's issuer");
        refuses(good().signedBy(responder().key(TestKey.RSA_1024).issue()), "nobody whom the certificate's issuer");
        refuses(good().signedBy(shop), "nobody whom the certificate's issuer");
    }

    @Test
    void refusesAStrangersResponse() {
        refuses(good().signedBy(TestPki.root("Intermediate").issue()), "its signature does not verify");
    }

    @Test
    void refusesAWrongSignature() {
        refuses(good().tampered(), "its signature does not verify");
    }

    @Test
    void refusesTheResponseOfAnotherCertificate() {
        refuses(TestOcsp.about(intermediate.leaf("shop.lab").issue(), NOW), "about another certificate");
        refuses(TestOcsp.about(root.leaf("shop.lab").issue(), NOW), "about another certificate");
        TestCertificate twin = TestPki.root("Intermediate").issue();
        refuses(TestOcsp.about(twin.leaf("shop.lab").issue(), NOW), "about another certificate");
    }

    @Test
    void refusesARevokedCertificate() {
        PeerVerdict verdict = judge(shop, good().revoked(NOW.minus(DAY)).issue());
        assertThat(verdict).isInstanceOfSatisfying(RejectedPeer.class, refusal -> {
            assertThat(refusal.violation()).isEqualTo(Violation.CERTIFICATE_REVOKED);
            assertThat(refusal.detail())
                    .isEqualTo("shop.lab was revoked on 2026-06-14T12:00:00Z, says the stapled response");
        });
    }

    @Test
    void aRevocationDoesNotExpireAndIsBelievedOnlyWithItsSignature() {
        Instant old = NOW.minus(DAY.multipliedBy(30));
        TestOcsp revoked = good().revoked(old).valid(old, Optional.of(old.plus(DAY)));
        assertThat(((RejectedPeer) judge(shop, revoked.issue())).violation()).isEqualTo(Violation.CERTIFICATE_REVOKED);
        refuses(revoked.tampered(), "its signature does not verify");
    }

    @Test
    void refusesACertificateThatTheResponderDoesNotKnow() {
        refuses(good().unknown(), "does not know the certificate");
    }

    @Test
    void refusesAResponseOutOfItsTime() {
        refuses(good().valid(NOW.minus(DAY.multipliedBy(8)), Optional.of(NOW.minus(DAY))), "out of date since");
        refuses(good().valid(NOW.plus(DAY), Optional.of(NOW.plus(DAY.multipliedBy(2)))), "of the future");
        refuses(good().valid(NOW.minus(DAY), Optional.empty()), "out of date since");
        accepts(good().valid(NOW.minus(Duration.ofMinutes(5)), Optional.empty()));
        accepts(good().valid(NOW.plus(Duration.ofMinutes(5)), Optional.of(NOW.plus(DAY))));
    }

    @Test
    void refusesACriticalExtension() {
        refuses(good().critical(), "a critical one is not understood");
    }

    @Test
    void refusesWhatIsNoResponse() {
        refuses(Bytes.ofHex("30030a0103"), "the responder had no answer: 3");
        refuses(Bytes.ofHex("00"), "OCSPResponse");
        Bytes whole = good().issue();
        refuses(whole.slice(0, whole.length() / 2), "OCSPResponse");
        for (int length = 0; length < whole.length(); length++) {
            Bytes prefix = whole.slice(0, length);
            assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> OcspResponse.decode(prefix));
        }
        refuses(whole.then(Bytes.ofHex("00")), "left over");
    }

    @Test
    void noByteOfAResponseCanBeChanged() {
        byte[] whole = good().issue().toArray();
        for (int i = 0; i < whole.length; i += 11) {
            whole[i] ^= 1;
            PeerVerdict verdict = judge(shop, Bytes.of(whole));
            assertThat(verdict).as("byte " + i).isInstanceOf(RejectedPeer.class);
            whole[i] ^= 1;
        }
    }

    @Test
    void aCertificateThatDemandsAResponseIsRefusedWithoutOne() {
        TestCertificate demanding = mustStaple(new ASN1Integer(5));
        PeerVerdict verdict = judge(demanding, Bytes.EMPTY);
        assertThat(verdict).isInstanceOfSatisfying(RejectedPeer.class, refusal -> {
            assertThat(refusal.violation()).isEqualTo(Violation.BAD_STATUS_RESPONSE);
            assertThat(refusal.detail()).contains("none came");
        });
        assertThat(judge(demanding, TestOcsp.about(demanding, NOW).issue())).isInstanceOf(VerifiedPeer.class);
    }

    @Test
    void theDemandHoldsOnlyForWhoAsked() {
        PeerCertificates unasked =
                Claims.server("shop.lab", mustStaple(new ASN1Integer(5)).chain());
        assertThat(verifier.verify(unasked)).isInstanceOf(VerifiedPeer.class);
        assertThat(judge(mustStaple(new ASN1Integer(17)), Bytes.EMPTY)).isInstanceOf(VerifiedPeer.class);
    }

    @Test
    void saysWhatWasNotChecked() {
        PeerVerdict nothing = judge(shop, Bytes.EMPTY);
        assertThat(nothing).isInstanceOf(VerifiedPeer.class);
        assertThat(revocation(nothing))
                .isEqualTo(new Check(
                        Check.Kind.REVOCATION,
                        Check.Outcome.SKIPPED,
                        "not checked: no status was stapled, and no network is used"));
        PeerVerdict pinned = Claims.trusting(shop)
                .verify(new PeerCertificates(
                        Side.SERVER,
                        Optional.of(ServerName.of("shop.lab")),
                        CertificateType.X509,
                        shop.chain(),
                        new Stapled(true, good().issue(), List.of()),
                        List.of(),
                        NOW));
        assertThat(revocation(pinned).outcome()).isEqualTo(Check.Outcome.SKIPPED);
    }

    @Test
    void anUntrustedIssuersWordDoesNotCount() {
        TestCertificate stranger =
                TestPki.root("Stranger").issue().leaf("shop.lab").issue();
        PeerVerdict verdict = judge(stranger, TestOcsp.about(stranger, NOW).issue());
        assertThat(((RejectedPeer) verdict).violation()).isEqualTo(Violation.CERTIFICATE_UNKNOWN_CA);
        assertThat(revocation(verdict).outcome()).isEqualTo(Check.Outcome.SKIPPED);
    }

    private TestCertificateSpec responder() {
        return intermediate.leaf("ocsp").purposes(OCSP_SIGNING);
    }

    private TestCertificate mustStaple(ASN1Integer feature) {
        return intermediate
                .leaf("shop.lab")
                .extension("1.3.6.1.5.5.7.1.24", false, new DERSequence(feature))
                .issue();
    }
}
