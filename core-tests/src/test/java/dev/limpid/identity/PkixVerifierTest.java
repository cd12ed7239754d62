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
import dev.limpid.testkit.TestCertificateSpec;
import dev.limpid.testkit.TestKey;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PkixVerifierTest {
    private static final String EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4";
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final Duration DAY = Duration.ofDays(1);

    private final TestCertificate root = TestPki.root("Lab Root CA").issue();
    private final TestCertificate intermediate = root.ca("Lab Intermediate CA").issue();
    private final PkixVerifier verifier = trusting(root);

    private TestCertificateSpec shop() {
        return intermediate.leaf("shop.lab");
    }

    private PeerVerdict verify(TestCertificate... chain) {
        return verifier.verify(server("shop.lab", chain));
    }

    private static Violation violation(PeerVerdict verdict) {
        assertThat(verdict).isInstanceOf(RejectedPeer.class);
        return ((RejectedPeer) verdict).violation();
    }

    private static Check.Outcome outcome(PeerVerdict verdict, Check.Kind kind) {
        return verdict.facts().checks().stream()
                .filter(check -> check.kind() == kind)
                .map(Check::outcome)
                .findFirst()
                .orElseThrow();
    }

    // Acceptance

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

    // Anchors

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

    // Signatures

    @Test
    void refusesAForgedLeaf() {
        PeerVerdict verdict = verify(shop().tampered().issue(), intermediate);
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_BAD_SIGNATURE);
        assertThat(((RejectedPeer) verdict).detail()).contains("shop.lab");
        assertThat(outcome(verdict, Check.Kind.SIGNATURE)).isEqualTo(Check.Outcome.FAILED);
        assertThat(outcome(verdict, Check.Kind.NAME)).isEqualTo(Check.Outcome.PASSED);
    }

    @Test
    void refusesAForgedIntermediate() {
        TestCertificate forged = root.ca("Forged CA").tampered().issue();
        PeerVerdict verdict = verify(forged.leaf("shop.lab").issue(), forged);
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_BAD_SIGNATURE);
        assertThat(((RejectedPeer) verdict).detail()).contains("Forged CA");
    }

    @Test
    void refusesAnotherKeyUnderATrustedNameWithoutKeyIdentifiers() {
        TestCertificate impostor =
                TestPki.root("Lab Root CA").noKeyIdentifiers().issue();
        TestCertificate leaf = impostor.leaf("shop.lab").noKeyIdentifiers().issue();
        assertThat(violation(verify(leaf))).isEqualTo(Violation.CERTIFICATE_BAD_SIGNATURE);
    }

    // Structure

    @Test
    void refusesALeafThatIssued() {
        TestCertificate shop = shop().issue();
        PeerVerdict verdict = verify(shop.leaf("shop.lab").issue(), shop, intermediate);
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_NOT_A_CA);
    }

    @Test
    void refusesAnIntermediateThatDoesNotSayItIsACa() {
        TestCertificate silent = root.ca("Silent").noBasicConstraints().issue();
        assertThat(violation(verify(silent.leaf("shop.lab").issue(), silent)))
                .isEqualTo(Violation.CERTIFICATE_NOT_A_CA);
    }

    @Test
    void refusesAnIntermediateWhoseKeyMayNotSignCertificates() {
        TestCertificate limited =
                root.ca("Limited").keyUsage(KeyUsage.digitalSignature).issue();
        assertThat(violation(verify(limited.leaf("shop.lab").issue(), limited)))
                .isEqualTo(Violation.CERTIFICATE_NOT_A_CA);
    }

    @Test
    void refusesAPathLongerThanACaAllows() {
        TestCertificate last = root.ca("Last CA").pathLength(0).issue();
        TestCertificate below = last.ca("Below").issue();
        assertThat(violation(verify(below.leaf("shop.lab").issue(), below, last)))
                .isEqualTo(Violation.CERTIFICATE_PATH_TOO_LONG);
        assertThat(verify(last.leaf("shop.lab").issue(), last)).isInstanceOf(VerifiedPeer.class);
    }

    @Test
    void refusesANameThatACaMayNotVouchFor() {
        TestCertificate narrow = root.ca("Narrow").permittedDomain("bank.lab").issue();
        assertThat(violation(verify(narrow.leaf("shop.lab").issue(), narrow)))
                .isEqualTo(Violation.CERTIFICATE_NAME_CONSTRAINT);
        TestCertificate excluding =
                root.ca("Excluding").excludedDomain("shop.lab").issue();
        assertThat(violation(verify(excluding.leaf("shop.lab").issue(), excluding)))
                .isEqualTo(Violation.CERTIFICATE_NAME_CONSTRAINT);
        TestCertificate fitting = root.ca("Fitting").permittedDomain("lab").issue();
        assertThat(verify(fitting.leaf("shop.lab").issue(), fitting)).isInstanceOf(VerifiedPeer.class);
    }

    @Test
    void isNotDeceivedByATrailingDotUnderNameConstraints() {
        TestCertificate excluding =
                root.ca("Excluding").excludedDomain("shop.lab").issue();
        TestCertificate leaf = excluding.leaf("x.lab").names("shop.lab.").issue();
        assertThat(verify(leaf, excluding)).isInstanceOf(RejectedPeer.class);
    }

    @Test
    void refusesAnUnknownCriticalExtensionAnywhere() {
        assertThat(violation(verify(shop().unknownExtension(true).issue(), intermediate)))
                .isEqualTo(Violation.CERTIFICATE_UNKNOWN_CRITICAL);
        TestCertificate strange = root.ca("Strange").unknownExtension(true).issue();
        assertThat(violation(verify(strange.leaf("shop.lab").issue(), strange)))
                .isEqualTo(Violation.CERTIFICATE_UNKNOWN_CRITICAL);
        assertThat(verify(shop().unknownExtension(false).issue(), intermediate)).isInstanceOf(VerifiedPeer.class);
    }

    // Dates

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

    // Purpose

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

    // Strength

    @ParameterizedTest
    @ValueSource(strings = {"MD5withRSA", "SHA1withRSA"})
    void refusesWeakSignaturesWithBadCertificate(String algorithm) {
        //= R4.5.1.3-4
        //= R4.5.1.3-5
        TestCertificate rsaRoot = TestPki.root("RSA Root").key(TestKey.RSA_2048).issue();
        PeerVerdict leaf = trusting(rsaRoot)
                .verify(server(
                        "shop.lab",
                        rsaRoot.leaf("shop.lab").signedWith(algorithm).issue()));
        assertThat(violation(leaf)).isEqualTo(Violation.CERTIFICATE_WEAK_ALGORITHM);
        assertThat(violation(leaf).alert()).isEqualTo(AlertDescription.BAD_CERTIFICATE);
        assertThat(((RejectedPeer) leaf).detail()).contains(algorithm);

        TestCertificate middle = rsaRoot.ca("Weak CA").signedWith(algorithm).issue();
        assertThat(violation(trusting(rsaRoot)
                        .verify(server("shop.lab", middle.leaf("shop.lab").issue(), middle))))
                .isEqualTo(Violation.CERTIFICATE_WEAK_ALGORITHM);
    }

    @Test
    void refusesEcdsaWithSha1() {
        assertThat(violation(verify(shop().signedWith("SHA1withECDSA").issue(), intermediate)))
                .isEqualTo(Violation.CERTIFICATE_WEAK_ALGORITHM);
    }

    @Test
    void doesNotLookAtTheSignatureOfAnAnchor() {
        //= R4.5.1.2-8
        TestCertificate weaklySigned = TestPki.root("Old Root")
                .key(TestKey.RSA_2048)
                .signedWith("SHA1withRSA")
                .issue();
        assertThat(trusting(weaklySigned)
                        .verify(server("shop.lab", weaklySigned.leaf("shop.lab").issue())))
                .isInstanceOf(VerifiedPeer.class);
    }

    @Test
    void refusesShortRsaKeysAnywhere() {
        //= RC.2-1
        assertThat(violation(verify(shop().key(TestKey.RSA_1024).issue(), intermediate)))
                .isEqualTo(Violation.CERTIFICATE_WEAK_ALGORITHM);
        TestCertificate weak = root.ca("Weak CA").key(TestKey.RSA_1024).issue();
        assertThat(violation(verify(weak.leaf("shop.lab").issue(), weak)))
                .isEqualTo(Violation.CERTIFICATE_WEAK_ALGORITHM);
        TestCertificate weakRoot =
                TestPki.root("Weak Root").key(TestKey.RSA_1024).issue();
        assertThat(violation(trusting(weakRoot)
                        .verify(server("shop.lab", weakRoot.leaf("shop.lab").issue()))))
                .isEqualTo(Violation.CERTIFICATE_WEAK_ALGORITHM);
    }

    @Test
    void refusesHugeRsaKeysWithoutComputingWithThem() {
        AlgorithmPolicy small = new AlgorithmPolicy(AlgorithmPolicy.DEFAULT.hashes(), 1024, 2048);
        TestCertificate big = root.ca("Big CA").key(TestKey.RSA_3072).issue();
        PeerVerdict verdict = verifier.with(small)
                .verify(server("shop.lab", big.leaf("shop.lab").issue(), big));
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_UNSUPPORTED_KEY);
        assertThat(outcome(verdict, Check.Kind.SIGNATURE)).isEqualTo(Check.Outcome.SKIPPED);
    }

    @Test
    void refusesKeysOfAnUnknownKind() {
        PeerVerdict verdict = verify(shop().key(TestKey.DSA).issue(), intermediate);
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_UNSUPPORTED_KEY);
        assertThat(violation(verdict).alert()).isEqualTo(AlertDescription.UNSUPPORTED_CERTIFICATE);
        TestCertificate middle = root.ca("DSA CA").key(TestKey.DSA).issue();
        assertThat(violation(verify(middle.leaf("shop.lab").issue(), middle)))
                .isEqualTo(Violation.CERTIFICATE_UNSUPPORTED_KEY);
    }

    // Syntax and size

    @Test
    void refusesWhatIsNoCertificate() {
        PeerVerdict verdict = verifier.verify(server("shop.lab", List.of(Bytes.ofUtf8("hello"))));
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_MALFORMED);
        assertThat(verdict.facts().links()).isEmpty();
        assertThat(violation(verifier.verify(
                        server("shop.lab", List.of(shop().issue().der(), Bytes.ofUtf8("not an intermediate"))))))
                .isEqualTo(Violation.CERTIFICATE_MALFORMED);
    }

    @Test
    void refusesEveryStrictPrefixOfALeaf() {
        Bytes leaf = shop().issue().der();
        for (int length = 0; length < leaf.length(); length++) {
            assertThat(violation(
                            verifier.verify(server("shop.lab", List.of(leaf.slice(0, length), intermediate.der())))))
                    .isEqualTo(Violation.CERTIFICATE_MALFORMED);
        }
    }

    @Test
    void neverVerifiesACertificateWithAByteChanged() {
        byte[] leaf = shop().issue().der().toArray();
        for (int at = 0; at < leaf.length; at++) {
            byte[] changed = leaf.clone();
            changed[at] ^= 0x55;
            assertThat(verifier.verify(server("shop.lab", List.of(Bytes.of(changed), intermediate.der()))))
                    .as("byte %d", at)
                    .isInstanceOf(RejectedPeer.class);
        }
    }

    @Test
    void refusesAnEmptyChain() {
        assertThat(violation(verifier.verify(server("shop.lab", List.<Bytes>of()))))
                .isEqualTo(Violation.EMPTY_CERTIFICATE);
    }

    @Test
    void refusesMoreCertificatesThanItLooksAt() {
        List<Bytes> many = new ArrayList<>(shop().issue().chain());
        many.addAll(Collections.nCopies(15, root.der()));
        assertThat(violation(verifier.verify(server("shop.lab", many)))).isEqualTo(Violation.CERTIFICATE_UNACCEPTABLE);
        assertThat(verifier.verify(server("shop.lab", many.subList(0, 16)))).isInstanceOf(VerifiedPeer.class);
    }

    @Test
    void boundsTheSearchAmongCertificatesThatAllMightHaveIssuedEachOther() {
        TestCertificate same = TestPki.root("Lab Root CA").noKeyIdentifiers().issue();
        List<TestCertificate> maze = IntStream.range(0, 15)
                .mapToObj(i -> same.ca("Lab Root CA").noKeyIdentifiers().issue())
                .toList();
        List<Bytes> chain = new ArrayList<>();
        chain.add(maze.getLast().leaf("shop.lab").noKeyIdentifiers().issue().der());
        maze.forEach(each -> chain.add(each.der()));
        long start = System.nanoTime();
        PeerVerdict verdict = verifier.verify(server("shop.lab", chain));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_BAD_SIGNATURE);
    }

    // Several faults at once, and names

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
