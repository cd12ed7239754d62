// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.testkit.TestPki;
import dev.limpid.wire.Bytes;
import org.junit.jupiter.api.Test;

class CertificateSignatureTest {
    private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";

    @Test
    void readsParametersInDerOnly() {
        //= R4.3.3-11
        TestCertificate leaf = TestPki.root("PSS Root")
                .key(TestKey.RSA_PSS_2048)
                .issue()
                .leaf("shop.lab")
                .issue();
        Bytes der = Bytes.wrap(leaf.certificate().getSigAlgParams());
        assertThat(CertificateSignature.of(RSASSA_PSS, der).known()).isTrue();

        Bytes lengthInTwoBytes = Bytes.ofHex("3081").then(der.from(1));
        assertThat(CertificateSignature.of(RSASSA_PSS, lengthInTwoBytes).known())
                .isFalse();
        for (int length = 0; length < der.length(); length++) {
            assertThat(CertificateSignature.of(RSASSA_PSS, der.slice(0, length)).known())
                    .isFalse();
        }
        assertThat(CertificateSignature.of(RSASSA_PSS, der.then(Bytes.ofHex("00")))
                        .known())
                .isFalse();
    }
}
