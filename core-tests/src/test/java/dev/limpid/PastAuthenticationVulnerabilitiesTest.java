// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.Violation;
import dev.limpid.config.ClientConfig;
import dev.limpid.extension.Extensions;
import dev.limpid.identity.AlgorithmPolicy;
import dev.limpid.identity.PeerCertificates;
import dev.limpid.identity.PeerVerdict;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.RejectedPeer;
import dev.limpid.identity.Stapled;
import dev.limpid.identity.TrustAnchors;
import dev.limpid.identity.VerifiedPeer;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateEntry;
import dev.limpid.message.CertificateRequest;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.testkit.TestOcsp;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others had to give a CVE to, tried on us: proofs of identity that were skipped, and names that were believed. */
class PastAuthenticationVulnerabilitiesTest {
    /** wolfSSL CVE-2020-24613, CVE-2022-25640 and CVE-2026-55960, OpenSSL CVE-2024-12797 and CVE-2021-4044, wolfSSL CVE-2026-55962. */
    @Nested
    class SkippedAuthentication {
        @ParameterizedTest
        @EnumSource(Side.class)
        void aCertificateThatIsNotProvedIsWorthNothing(Side victim) {
            //= R4.5.2-3
            Relay relay = Scenario.CLIENT_ASKED.relay();
            assertThat(relay.bringToMessage(victim, HandshakeType.CERTIFICATE_VERIFY))
                    .isTrue();
            relay.queue(victim).remove();
            relay.run();
            assertFailed(relay.to(victim), Violation.UNEXPECTED_MESSAGE);
        }

        @ParameterizedTest
        @EnumSource(Side.class)
        void aCertificateThatIsLeftOutIsMissed(Side victim) {
            Relay relay = Scenario.CLIENT_ASKED.relay();
            assertThat(relay.bringToMessage(victim, HandshakeType.CERTIFICATE)).isTrue();
            relay.queue(victim).remove();
            relay.queue(victim).remove();
            relay.run();
            assertFailed(relay.to(victim), Violation.UNEXPECTED_MESSAGE);
        }

        @ParameterizedTest
        @EnumSource(Side.class)
        void aRawPublicKeyThatNobodyAgreedToIsNoCertificate(Side victim) {
            Relay relay = Scenario.CLIENT_ASKED.relay();
            assertThat(relay.bringToMessage(victim, HandshakeType.CERTIFICATE)).isTrue();
            relay.to(victim)
                    .say(new Certificate(
                            Bytes.EMPTY, List.of(new CertificateEntry(Lab.SHOP.rawKey(), Extensions.NONE))));
            assertFailed(relay.to(victim), Violation.CERTIFICATE_MALFORMED);
        }

        @Test
        void aCertificateAfterTheHandshakeThatNobodyAskedForIsRefused() {
            Impostor impostor = Scenario.CLIENT_ASKED.relay().run().to(Side.SERVER);
            impostor.say(
                    new Certificate(Bytes.ofHex("01"), List.of(new CertificateEntry(Lab.SHOP.der(), Extensions.NONE))));
            assertFailed(impostor, Violation.UNEXPECTED_MESSAGE);
        }

        @Test
        void aClientThatDidNotOfferItIsNotAskedAfterTheHandshake() {
            Impostor impostor = Scenario.CLIENT_ASKED.relay().run().to(Side.CLIENT);
            impostor.say(new CertificateRequest(
                    Bytes.ofHex("01"), Extensions.of(Misdeed.raw(ExtensionType.SIGNATURE_ALGORITHMS, "00020403"))));
            assertFailed(impostor, Violation.UNEXPECTED_POST_HANDSHAKE_AUTH);
        }

        @Test
        void aVerifierThatBreaksHasVerifiedNobody() {
            PeerVerifier broken = claim -> {
                throw new IllegalStateException("broken");
            };
            ClientConfig.Builder client = ClientConfig.builder(Lab.CRYPTO, FixedTime.NOON, broken);
            assertFailed(new Relay(client, Scenario.PLAIN.server()).run().to(Side.CLIENT), Violation.INTERNAL_ERROR);
        }
    }

    /** JSSE, wolfSSL, GnuTLS, Go and OpenSSL, in several ways between 2023 and 2026. */
    @Nested
    class Names {
        private final TestCertificate root = TestPki.root("Root").issue();
        private final PkixVerifier verifier =
                PkixVerifier.trusting(TrustAnchors.of("root", List.of(root.certificate())));

        private PeerVerdict judge(List<Bytes> chain, Stapled stapled) {
            return verifier.verify(new PeerCertificates(
                    Side.SERVER,
                    Optional.of(Lab.NAME),
                    CertificateType.X509,
                    chain,
                    stapled,
                    List.of(),
                    FixedTime.NOON.now()));
        }

        private void refuses(PeerVerdict verdict, Violation violation) {
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            RejectedPeer.class,
                            refused -> assertThat(refused.violation()).isEqualTo(violation));
        }

        @Test
        void aCommonNameIsNotReadAsAHost() {
            TestCertificate leaf = root.leaf("shop.lab").names().issue();
            refuses(judge(leaf.chain(), Stapled.NOTHING), Violation.CERTIFICATE_NAME_MISMATCH);
        }

        @Test
        void aTrailingDotDoesNotLeadAroundNameConstraints() {
            TestCertificate excluding =
                    root.ca("Excluding").excludedDomain("shop.lab").issue();
            TestCertificate leaf = excluding.leaf("x.lab").names("shop.lab.").issue();
            assertThat(judge(leaf.chain(), Stapled.NOTHING)).isInstanceOf(RejectedPeer.class);
        }

        @Test
        void aMazeOfIssuersIsLeftInTime() {
            TestCertificate same = TestPki.root("Root").noKeyIdentifiers().issue();
            List<Bytes> chain = new ArrayList<>();
            List<TestCertificate> maze = IntStream.range(0, 15)
                    .mapToObj(i -> same.ca("Root").noKeyIdentifiers().issue())
                    .toList();
            chain.add(maze.getLast().leaf("shop.lab").noKeyIdentifiers().issue().der());
            maze.forEach(each -> chain.add(each.der()));
            long start = System.nanoTime();
            assertThat(judge(chain, Stapled.NOTHING)).isInstanceOf(RejectedPeer.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        }

        @Test
        void theGoodNameOfAnotherCertificateDoesNotHelp() {
            TestCertificate shop = root.leaf("shop.lab").issue();
            TestCertificate other = root.leaf("shop.lab").issue();
            Bytes own = TestOcsp.about(shop, FixedTime.NOON.now()).issue();
            Bytes anothers = TestOcsp.about(other, FixedTime.NOON.now()).issue();
            assertThat(judge(shop.chain(), new Stapled(true, own, List.of()))).isInstanceOf(VerifiedPeer.class);
            refuses(judge(shop.chain(), new Stapled(true, anothers, List.of())), Violation.BAD_STATUS_RESPONSE);
        }

        /** Go CVE-2023-29409. */
        @Test
        void aHugeRsaKeyIsNotComputedWith() {
            assertThat(AlgorithmPolicy.DEFAULT.maximumRsaBits()).isLessThanOrEqualTo(8192);
            TestCertificate leaf = root.leaf("shop.lab").key(TestKey.RSA_3072).issue();
            PkixVerifier small = verifier.with(new AlgorithmPolicy(AlgorithmPolicy.DEFAULT.hashes(), 1024, 2048));
            refuses(
                    small.verify(new PeerCertificates(
                            Side.SERVER,
                            Optional.of(Lab.NAME),
                            CertificateType.X509,
                            leaf.chain(),
                            Stapled.NOTHING,
                            List.of(),
                            FixedTime.NOON.now())),
                    Violation.CERTIFICATE_UNSUPPORTED_KEY);
        }
    }

    private static void assertFailed(Impostor impostor, Violation violation) {
        assertThat(impostor.victim().failure())
                .hasValueSatisfying(failure -> assertThat(failure.violation()).contains(violation));
    }
}
