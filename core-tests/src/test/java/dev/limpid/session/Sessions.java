// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.registry.CertificateType;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.session.OriginalAuthentication.Kind;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Sessions to test with. */
final class Sessions {
    static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

    private static final List<CipherSuite> SUITES = List.of(
            CipherSuite.TLS_AES_128_GCM_SHA256,
            CipherSuite.TLS_AES_256_GCM_SHA384,
            CipherSuite.TLS_CHACHA20_POLY1305_SHA256);

    private Sessions() {}

    /** A server's session of an hour, with a client that showed nothing. */
    static Session at(Instant issuedAt) {
        return of(issuedAt, Duration.ofHours(1), "shop.lab");
    }

    static Session of(Instant issuedAt, Duration lifetime, String serverName) {
        return new Session(
                CipherSuite.TLS_AES_128_GCM_SHA256,
                Psk.of(bytes(32, 0x5a)),
                new TicketTerms(issuedAt, lifetime, 0xdeadbeefL, 0),
                new Agreement(Optional.of(serverName), Optional.of("h2"), Optional.of(NamedGroup.X25519)),
                OriginalAuthentication.none(issuedAt),
                Bytes.ofHex("0102"));
    }

    static ClientSession client(Instant receivedAt, int number) {
        return new ClientSession(Bytes.ofUtf8("ticket " + number), at(receivedAt));
    }

    /** Any session at all. */
    static Session random(Random random) {
        Instant issuedAt = Instant.ofEpochMilli(random.nextLong(1L << 45));
        return new Session(
                SUITES.get(random.nextInt(SUITES.size())),
                Psk.of(bytes(random, 1 + random.nextInt(64))),
                new TicketTerms(
                        issuedAt,
                        Duration.ofSeconds(random.nextInt(604_801)),
                        random.nextLong(1L << 32),
                        random.nextLong(1L << 32)),
                new Agreement(text(random), text(random), group(random)),
                authentication(random, issuedAt),
                Bytes.wrap(bytes(random, random.nextInt(256))));
    }

    static void assertSame(Session actual, Session expected) {
        assertThat(actual.psk().sameAs(expected.psk())).isTrue();
        assertThat(new Session(
                        actual.suite(),
                        expected.psk(),
                        actual.terms(),
                        actual.agreement(),
                        actual.authentication(),
                        actual.binding()))
                .isEqualTo(expected);
    }

    static byte[] bytes(int length, int value) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Optional<String> text(Random random) {
        return random.nextBoolean()
                ? Optional.empty()
                : Optional.of(random.ints(random.nextInt(20), 0, 0xd800)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    private static Optional<NamedGroup> group(Random random) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(new NamedGroup(random.nextInt(0x10000)));
    }

    private static OriginalAuthentication authentication(Random random, Instant at) {
        Kind kind = List.of(Kind.values()).get(random.nextInt(Kind.values().length));
        if (kind == Kind.NONE) {
            return OriginalAuthentication.none(at);
        }
        if (kind == Kind.BY_EXTERNAL_PSK) {
            Bytes identity = Bytes.wrap(bytes(random, 1 + random.nextInt(300)));
            return OriginalAuthentication.byExternalPsk(
                    new PskProof(identity, Bytes.wrap(bytes(random, 1 + random.nextInt(255)))), at);
        }
        List<Bytes> certificates = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            certificates.add(Bytes.wrap(bytes(random, random.nextInt(2000))));
        }
        return new OriginalAuthentication(
                kind,
                at.minusSeconds(Math.min(1000, at.getEpochSecond())),
                random.nextBoolean() ? CertificateType.X509 : CertificateType.RAW_PUBLIC_KEY,
                certificates,
                Optional.of(SignatureScheme.ED25519),
                random.nextBoolean() ? Optional.empty() : Optional.of(at.plusSeconds(random.nextInt(1 << 20))),
                Optional.empty());
    }
}
