// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateKeyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "P256 | EC secp256r1 | ecdsa_secp256r1_sha256",
                "P384 | EC secp384r1 | ecdsa_secp384r1_sha384",
                "P521 | EC secp521r1 | ecdsa_secp521r1_sha512",
                "RSA_1024 | RSA 1024 | rsa_pss_rsae_sha256, rsa_pss_rsae_sha384",
                "RSA_2048 | RSA 2048 | rsa_pss_rsae_sha256, rsa_pss_rsae_sha384, rsa_pss_rsae_sha512",
                "RSA_PSS_2048 | RSASSA-PSS 2048 | rsa_pss_pss_sha256, rsa_pss_pss_sha384, rsa_pss_pss_sha512",
                "ED25519 | Ed25519 | ed25519",
                "ED448 | Ed448 | ed448",
                "MLDSA65 | ML-DSA-65 | mldsa65",
                "DSA | key of an unsupported kind | ''"
            })
    void knowsWhatEachKeyCanSign(TestKey kind, String title, String schemes) {
        //= R4.3.3-1
        //= R4.3.3-8
        //= R4.3.3-10
        //= R4.5.2-6
        TestCertificate certificate =
                TestPki.root("Root").issue().leaf("shop.lab").key(kind).issue();
        CertificateKey key = CertificateKey.ofCertificate(certificate.der());
        assertThat(key).hasToString(title);
        assertThat(key.signatureSchemes().toString()).isEqualTo("[" + schemes + "]");
        assertThat(key.der())
                .isEqualTo(Bytes.of(certificate.certificate().getPublicKey().getEncoded()));
    }

    @Test
    void readsTheKeyOfCertificatesThatTheJdkRefuses() {
        TestCertificate good = TestPki.selfSigned("shop.lab").issue();
        String hex = good.der().toHex();
        // The JDK knows versions up to 3: [0] { INTEGER 2 } becomes [0] { INTEGER 9 }
        Bytes strange = Bytes.ofHex(hex.replaceFirst("a003020102", "a003020109"));
        assertThat(X509.tryParse(strange)).isEmpty();
        assertThat(CertificateKey.ofCertificate(strange)).isEqualTo(CertificateKey.ofCertificate(good.der()));
    }

    @Test
    void refusesEveryStrictPrefixAndTrailingBytes() {
        Bytes certificate = TestPki.selfSigned("shop.lab").issue().der();
        for (int length = 0; length < certificate.length(); length++) {
            assertMalformed(certificate.slice(0, length));
        }
        assertMalformed(certificate.then(Bytes.of((byte) 0)));
    }

    @Test
    void survivesEveryChangedByte() {
        byte[] certificate = TestPki.selfSigned("shop.lab").issue().der().toArray();
        for (int at = 0; at < certificate.length; at++) {
            for (int change : new int[] {0x01, 0x55, 0x80, 0xff}) {
                byte[] changed = certificate.clone();
                changed[at] ^= (byte) change;
                try {
                    assertThat(CertificateKey.ofCertificate(Bytes.of(changed))).isNotNull();
                } catch (ViolationException refusal) {
                    assertThat(refusal.violation())
                            .isIn(Violation.CERTIFICATE_MALFORMED, Violation.CERTIFICATE_UNSUPPORTED_KEY);
                }
            }
        }
    }

    private static void assertMalformed(Bytes der) {
        ViolationException refusal =
                catchThrowableOfType(ViolationException.class, () -> CertificateKey.ofCertificate(der));
        assertThat(refusal.violation()).isEqualTo(Violation.CERTIFICATE_MALFORMED);
    }
}
