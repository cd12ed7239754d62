// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.session.OriginalAuthentication.Kind;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final Instant NOON = Sessions.NOON;

    @Test
    void everySessionSurvivesItsEncoding() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            Session session = Sessions.random(random);
            byte[] encoded = session.encode();
            Session decoded = Session.decode(encoded);

            Sessions.assertSame(decoded, session);
            assertThat(decoded.encode()).isEqualTo(encoded);
        }
    }

    @Test
    void noStrictPrefixAndNothingLongerIsASession() {
        Random random = new Random(2);
        for (int i = 0; i < 5; i++) {
            byte[] encoded = Sessions.random(random).encode();
            for (int length = 0; length < encoded.length; length++) {
                byte[] prefix = Arrays.copyOf(encoded, length);
                assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> Session.decode(prefix));
            }
            byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
            assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> Session.decode(longer));
        }
    }

    @Test
    void everyMutationIsRefusedOrIsAnotherSession() {
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] encoded = Sessions.at(NOON).encode();
            encoded[random.nextInt(encoded.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(Session.decode(encoded).encode()).isEqualTo(encoded);
            } catch (DecodeException expected) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1000, 19_000);
    }

    @Test
    void noiseIsRefused() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (noise.length > 0) {
                noise[0] = 2;
            }
            assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> Session.decode(noise));
        }
    }

    @Test
    void aLengthThatLiesAllocatesNothing() {
        byte[] lie = Bytes.ofHex("02ffff00").toArray();

        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> Session.decode(lie))
                .withMessageContaining("65535");
    }

    @Test
    //= R4.7.1-11
    void noTicketLivesLongerThanSevenDays() {
        Duration week = Duration.ofDays(7);

        assertThat(new TicketTerms(NOON, week, 0, 0).expiresAt()).isEqualTo(NOON.plus(week));
        assertThatIllegalArgumentException().isThrownBy(() -> new TicketTerms(NOON, week.plusSeconds(1), 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TicketTerms(NOON, Duration.ofSeconds(-1), 0, 0));
        byte[] encoded = Sessions.of(NOON, week, "a").encode();
        int at = Bytes.of(encoded).toHex().indexOf("00093a80") / 2;
        encoded[at + 3]++;
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> Session.decode(encoded))
                .withMessageContaining("0 to 7 days");
    }

    @Test
    void boundsItsNumbers() {
        Duration hour = Duration.ofHours(1);

        assertThatIllegalArgumentException().isThrownBy(() -> new TicketTerms(NOON, hour, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TicketTerms(NOON, hour, 1L << 32, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TicketTerms(NOON, hour, 0, 1L << 32));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TicketTerms(Instant.EPOCH.minusMillis(1), hour, 0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withSuite(CipherSuite.TLS_FALLBACK_SCSV))
                .withMessageContaining("not a suite of TLS 1.3");
    }

    @Test
    void expiresAtItsLastMomentAndNotBefore() {
        Session session = Sessions.at(NOON);

        assertThat(session.isExpired(NOON.plus(session.lifetime()).minusMillis(1)))
                .isFalse();
        assertThat(session.isExpired(NOON.plus(session.lifetime()))).isTrue();
        assertThat(Sessions.of(NOON, Duration.ZERO, "a").isExpired(NOON)).isTrue();
    }

    @Test
    //= R4.7.1-6
    void isOnlyResumedWithASuiteOfTheSameHash() {
        Session session = withSuite(CipherSuite.TLS_AES_128_GCM_SHA256);

        assertThat(session.fits(CipherSuite.TLS_AES_128_GCM_SHA256)).isTrue();
        assertThat(session.fits(CipherSuite.TLS_CHACHA20_POLY1305_SHA256)).isTrue();
        assertThat(session.fits(CipherSuite.TLS_AES_256_GCM_SHA384)).isFalse();
        assertThat(session.fits(CipherSuite.TLS_FALLBACK_SCSV)).isFalse();
    }

    @Test
    //= R4.7.1-19
    void whatDescendsFromOneAuthenticationEndsWithIt() {
        OriginalAuthentication first = OriginalAuthentication.none(NOON);
        Duration day = Duration.ofDays(1);

        assertThat(first.remaining(NOON, day)).isEqualTo(day);
        assertThat(first.remaining(NOON.plusSeconds(86_000), day)).isEqualTo(Duration.ofSeconds(400));
        assertThat(first.remaining(NOON.plusSeconds(86_401), day)).isZero();
    }

    @Test
    //= R4.7.1-19
    void whatRestsOnCertificatesEndsWithTheFirstOfThem() {
        OriginalAuthentication shown = new OriginalAuthentication(
                Kind.BY_CERTIFICATE,
                NOON,
                CertificateType.X509,
                List.of(Bytes.ofHex("30")),
                Optional.of(SignatureScheme.ED25519),
                Optional.of(NOON.plusSeconds(100)),
                Optional.empty());

        assertThat(shown.remaining(NOON, Duration.ofSeconds(99))).isEqualTo(Duration.ofSeconds(99));
        assertThat(shown.remaining(NOON, Duration.ofDays(1))).isEqualTo(Duration.ofSeconds(100));
        assertThat(shown.remaining(NOON.plusSeconds(101), Duration.ofDays(1))).isZero();
    }

    @Test
    void anExternalPskIsKnownByItsIdentityAndItsBytesAndSaysNeither() {
        CryptoProvider crypto = JcaCryptoProvider.jdk();
        ExternalPsk key = ExternalPsk.of(Bytes.ofUtf8("anna"), Psk.of(Sessions.bytes(16, 1)));
        PskProof proof = PskProof.of(key, crypto);

        assertThat(proof.isOf(key, crypto)).isTrue();
        assertThat(proof.isOf(ExternalPsk.of(key.identity(), Psk.of(Sessions.bytes(16, 2))), crypto))
                .isFalse();
        assertThat(proof.isOf(ExternalPsk.of(Bytes.ofUtf8("bert"), key.psk()), crypto))
                .isFalse();
        assertThat(proof.toString())
                .doesNotContain("anna")
                .doesNotContain(key.identity().toHex());
        assertThatIllegalArgumentException().isThrownBy(() -> new PskProof(Bytes.EMPTY, proof.check()));
        assertThatIllegalArgumentException().isThrownBy(() -> new PskProof(key.identity(), Bytes.EMPTY));
    }

    @Test
    void onlyAnExternalPskHasItsProof() {
        PskProof proof = new PskProof(Bytes.ofUtf8("anna"), Bytes.ofHex("00"));

        assertThat(OriginalAuthentication.byExternalPsk(proof, NOON).externalPsk())
                .contains(proof);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> authentication(Kind.BY_EXTERNAL_PSK, List.of(), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OriginalAuthentication(
                        Kind.NONE,
                        NOON,
                        CertificateType.X509,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(proof)));
    }

    @Test
    void whatAnotherVersionWroteIsNoSession() {
        byte[] former = Sessions.at(NOON).encode();
        former[0] = 1;

        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> Session.decode(former))
                .withMessageContaining("version 1 is not 2");
    }

    @Test
    void certificatesAndTheProofOfTheirKeyGoTogether() {
        List<Bytes> certificates = List.of(Bytes.ofHex("30"));
        Optional<SignatureScheme> scheme = Optional.of(SignatureScheme.ED25519);

        assertThatIllegalArgumentException().isThrownBy(() -> authentication(Kind.BY_CERTIFICATE, List.of(), scheme));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> authentication(Kind.BY_CERTIFICATE, certificates, Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> authentication(Kind.NONE, certificates, scheme));
        assertThatIllegalArgumentException().isThrownBy(() -> authentication(Kind.NONE, List.of(), scheme));
        assertThat(authentication(Kind.UNVERIFIED, certificates, scheme).certificates())
                .isEqualTo(certificates);
    }

    @Test
    void showsNoSecretAndNothingThatThePeerSaid() {
        Session session = Sessions.of(NOON, Duration.ofHours(1), "evil\u001b[31m");
        ClientSession ticket = new ClientSession(Bytes.ofHex("c0ffee"), session);

        for (Object shown : List.of(session, ticket, session.psk(), session.authentication())) {
            assertThat(shown.toString()).doesNotContain("5a5a", "c0ffee", "evil", "[90");
        }
    }

    @Test
    void aPskIsComparedByItsBytesOnlyOnRequestAndGoneOnceDestroyed() {
        byte[] key = Sessions.bytes(32, 7);
        Psk psk = Psk.of(key);
        Psk twin = Psk.of(key);
        key[0] = 0;

        assertThat(psk).isNotEqualTo(twin);
        assertThat(psk.sameAs(twin)).isTrue();
        assertThat(psk.sameAs(Psk.of(key))).isFalse();
        assertThat(psk.sameAs(Psk.of(Sessions.bytes(31, 7)))).isFalse();
        psk.bytes()[1] = 0;
        assertThat(psk.bytes()).isEqualTo(Sessions.bytes(32, 7));
        psk.destroy();
        psk.destroy();
        assertThatIllegalStateException().isThrownBy(psk::bytes);
        assertThatIllegalStateException().isThrownBy(() -> twin.sameAs(psk));
        assertThat(psk.toString()).isEqualTo("PSK (destroyed)");
        assertThat(twin.toString()).isEqualTo("PSK of 32 bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> Psk.of(new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> Psk.of(new byte[65_536]));
    }

    @Test
    void aSavedTicketSurvivesItsFile() {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            byte[] ticket = new byte[1 + random.nextInt(300)];
            random.nextBytes(ticket);
            ClientSession saved = new ClientSession(Bytes.wrap(ticket), Sessions.random(random));
            ClientSession read = ClientSession.decode(saved.encode());

            assertThat(read.ticket()).isEqualTo(saved.ticket());
            Sessions.assertSame(read.session(), saved.session());
        }
    }

    @Test
    void aFileThatIsCutOffOrSomethingElseIsNoTicket() {
        byte[] file = Sessions.client(NOON, 1).encode();

        for (int length = 0; length < file.length; length++) {
            byte[] prefix = Arrays.copyOf(file, length);
            assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> ClientSession.decode(prefix));
        }
        file[0] ^= 1;
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> ClientSession.decode(file))
                .withMessageContaining("not a saved session");
    }

    @Test
    void aTicketIsNeitherEmptyNorLongerThanItsField() {
        Session session = Sessions.at(NOON);

        assertThatIllegalArgumentException().isThrownBy(() -> new ClientSession(Bytes.EMPTY, session));
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientSession(Bytes.wrap(new byte[65_536]), session));
    }

    private static Session withSuite(CipherSuite suite) {
        Session any = Sessions.at(NOON);
        return new Session(suite, any.psk(), any.terms(), any.agreement(), any.authentication(), any.binding());
    }

    private static OriginalAuthentication authentication(
            Kind kind, List<Bytes> certificates, Optional<SignatureScheme> scheme) {
        return new OriginalAuthentication(
                kind, NOON, CertificateType.X509, certificates, scheme, Optional.empty(), Optional.empty());
    }
}
