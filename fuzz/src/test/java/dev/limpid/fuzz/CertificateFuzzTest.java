// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.limpid.alert.ViolationException;
import dev.limpid.crypto.SubjectPublicKeyInfo;
import dev.limpid.identity.CertificateKey;
import dev.limpid.identity.PeerCertificates;
import dev.limpid.identity.PeerVerdict;
import dev.limpid.identity.Stapled;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateType;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import java.util.List;
import java.util.Optional;

/** Certificates: the key out of them, the names in them, and the judgement about them. An input is a certificate in DER. */
class CertificateFuzzTest {
    @FuzzTest
    void judgesAnyCertificate(byte[] input) {
        Bytes der = Bytes.of(input);
        Laws.hold(input.length, () -> judge(der));
    }

    private static void judge(Bytes der) {
        PeerVerdict verdict = Lab.verifier()
                .verify(new PeerCertificates(
                        Side.SERVER,
                        Optional.of(Lab.NAME),
                        CertificateType.X509,
                        List.of(der, Lab.INTERMEDIATE.der()),
                        new Stapled(true, der, List.of(der)),
                        Lab.CRYPTO.certificateSignatureSchemes(),
                        FixedTime.NOON.now()));
        Laws.law(!verdict.toString().isEmpty(), "no verdict");
        try {
            CertificateKey key = CertificateKey.ofCertificate(der);
            Laws.law(CertificateKey.of(key.der()).equals(key), "another key");
            Laws.law(!key.toString().isEmpty(), "no words");
            key.signatureSchemes();
        } catch (ViolationException | DecodeException refused) {
            // The frame of a certificate is refused, but the input may be a bare key
            SubjectPublicKeyInfo.decode(der);
        }
    }
}
