// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import static dev.limpid.identity.Claims.server;
import static dev.limpid.identity.Claims.trusting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains that are forged, malformed, weak or too much. */
class PkixChainTest extends PkixFixture {
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
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        assertThat(violation(verdict)).isEqualTo(Violation.CERTIFICATE_BAD_SIGNATURE);
    }
}
