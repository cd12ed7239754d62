// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.testkit.TestKey;
import java.security.CryptoPrimitive;
import java.security.PublicKey;
import java.security.Security;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of {@code jdk.certpath.disabledAlgorithms}, as the file {@code java.security} has it. */
final class DisabledAlgorithmsTest {
    private static final String PROPERTY = DisabledAlgorithms.OF_CHAINS;
    private static final Set<CryptoPrimitive> SIGNATURE = Set.of(CryptoPrimitive.SIGNATURE);

    private final String before = Security.getProperty(PROPERTY);

    @AfterEach
    void restore() {
        Security.setProperty(PROPERTY, before);
    }

    private static DisabledAlgorithms reading(String value) {
        Security.setProperty(PROPERTY, value);
        return DisabledAlgorithms.read(PROPERTY);
    }

    private static PublicKey key(TestKey kind) {
        return kind.generate().getPublic();
    }

    @ParameterizedTest
    @CsvSource({
        "SHA1, SHA1withRSA, false",
        "sha1, SHA1WithECDSA, false",
        "SHA-256, SHA256withRSA, false",
        "RSA, SHA256withRSA, false",
        "DSA, SHA256withECDSA, true",
        "MD5withRSA, MD5withRSA, false",
        "MD5withRSA, SHA256withRSA, true",
        "SHA1 usage TLSServer, SHA1withRSA, true",
        "SHA1 jdkCA & usage TLSServer, SHA1withRSA, true",
        "SHA1 denyAfter 2019-01-01, SHA1withRSA, true",
        "RSASSA-PSS, RSASSA-PSS, false",
        "'', SHA1withRSA, true",
    })
    void aNameForbidsWhateverItIsAPartOf(String entry, String algorithm, boolean permitted) {
        assertThat(reading(entry).permits(SIGNATURE, algorithm, null)).isEqualTo(permitted);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA keySize < 1024, RSA_1024, true",
        "RSA keySize <= 1024, RSA_1024, false",
        "RSA keySize == 1024, RSA_1024, false",
        "RSA keySize != 1024, RSA_1024, true",
        "RSA keySize >= 1024, RSA_1024, false",
        "RSA keySize > 1024, RSA_2048, false",
        "RSA keySize < 2048, RSA_1024, false",
        "RSA keySize < 2048, RSA_2048, true",
        "RSA keySize < 2048, P256, true",
        "RSA keySize < 2048 & jdkCA, RSA_1024, true",
        "RSA keySize < 2048 & usage TLSServer, RSA_1024, true",
        "RSA keySize < 2048 & denyAfter 2019-01-01, RSA_1024, false",
        "RSA keySize < 2048 & denyAfter 2999-01-01, RSA_1024, true",
        "EC keySize < 384, P256, false",
        "EC keySize < 384, P384, true",
        "EC denyAfter 2019-01-01, P256, false",
        "EdDSA, ED25519, false",
        "Ed25519, ED25519, false",
        "Ed25519, ED448, true",
        "EC, P256, false",
        "RSA, P256, true",
        "secp256r1, P256, false",
        "NIST P-256, P256, false",
        "X9.62 prime256v1, P256, false",
        "secp384r1, P256, true",
        "1.3.132.0.34, P384, false",
    })
    void aKeyIsForbiddenByItsKindItsCurveOrItsSize(String entry, TestKey key, boolean permitted) {
        assertThat(reading(entry).permits(SIGNATURE, key(key))).isEqualTo(permitted);
        assertThat(reading("MD2, " + entry).permits(SIGNATURE, "NONE", key(key), null))
                .isEqualTo(permitted);
    }

    @Test
    void aDayEndsInUtc() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        PublicKey key = key(TestKey.P256);
        assertThat(reading("EC denyAfter " + today.minusDays(1)).permits(SIGNATURE, key))
                .isFalse();
        assertThat(reading("EC denyAfter " + today.plusDays(2)).permits(SIGNATURE, key))
                .isTrue();
    }

    @Test
    void forbiddenCurvesAreListedElsewhere() {
        String curves = Security.getProperty("jdk.disabled.namedCurves");
        Security.setProperty("jdk.disabled.namedCurves", "secp384r1, secp521r1");
        try {
            DisabledAlgorithms disabled = reading("MD2, include jdk.disabled.namedCurves");
            assertThat(disabled.permits(SIGNATURE, key(TestKey.P384))).isFalse();
            assertThat(disabled.permits(SIGNATURE, key(TestKey.P256))).isTrue();
        } finally {
            Security.setProperty("jdk.disabled.namedCurves", curves == null ? "" : curves);
        }
    }

    @Test
    void aSchemeMayBeForbiddenInHandshakesAlone() {
        DisabledAlgorithms disabled = reading("rsa_pkcs1_sha1 usage HandshakeSignature");
        assertThat(disabled.forbidsInHandshake("rsa_pkcs1_sha1")).isTrue();
        assertThat(disabled.forbids("rsa_pkcs1_sha1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RSA keySize < many",
                "RSA keySize 1024",
                "RSA keySize",
                "RSA keySize ~ 1024",
                "RSA size < 1024",
                "RSA denyAfter tomorrow",
                "RSA & jdkCA",
            })
    void aSlipOfThePenIsAnError(String entry) {
        assertThatThrownBy(() -> reading("MD2, " + entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(PROPERTY)
                .hasMessageContaining("rsa");
    }
}
