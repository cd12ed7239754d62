// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Violation;
import java.util.List;

/** One side signs or verifies with RSA, but not with RSA-PSS, which TLS 1.3 needs. */
final class PssMissing implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        if (scene.violated(Violation.SIGNATURE_SCHEME_NOT_FOR_TLS13)) {
            return List.of(signedTheOldWay(scene));
        }
        boolean nothing = scene.violated(Violation.NO_COMMON_SIGNATURE_SCHEME, Violation.NO_CREDENTIALS);
        boolean old =
                scene.offers().schemes().stream().anyMatch(s -> s.toString().startsWith("rsa_pkcs1"));
        boolean pss =
                scene.offers().schemes().stream().anyMatch(s -> s.toString().startsWith("rsa_pss"));
        if (scene.isClient() || !nothing || !old || pss) {
            return List.of();
        }
        return List.of(Verdict.likely(
                        "NEG.SIG.PSS",
                        ExitCode.PARAMETERS,
                        "the client cannot verify RSA-PSS, which TLS 1.3 needs for RSA keys")
                .what("It offered " + Phrase.list(scene.offers().schemes())
                        + ". With an RSA key TLS 1.3 signs the handshake with RSA-PSS alone; rsa_pkcs1 is allowed in certificates"
                        + " only (section 4.3.3).")
                .whose("the client's: its library, smart card, HSM or provider has no RSA-PSS, or it is switched off")
                .fix(
                        "use a certificate with an EC P-256 key at the server, as a second one beside the RSA one",
                        "or give the client RSA-PSS: in Java a provider with RSASSA-PSS, and no entry for it in"
                                + " jdk.tls.disabledAlgorithms")
                .java("No supported CertificateVerify signature algorithm for RSA key")
                .openssl("no suitable signature algorithm")
                .evidence(scene.seeViolation())
                .verdict());
    }

    private static Verdict signedTheOldWay(Scene scene) {
        String who = scene.isClient() ? "the server" : "the client";
        return Verdict.certain(
                        "NEG.SIG.PSS",
                        ExitCode.PARAMETERS,
                        who + " signed the handshake as TLS 1.2 does, which TLS 1.3 forbids")
                .what(
                        "In CertificateVerify RSA keys sign with RSA-PSS, and nothing signs with SHA-1 (section 4.3.3).",
                        scene.detail().isEmpty() ? "" : Phrase.paragraph(scene.detail()) + ".")
                .whose(who + "'s software, or a smart card, HSM or provider behind it that has no RSA-PSS")
                .fix("give it a certificate with an EC P-256 key, or a provider with RSA-PSS")
                .check(scene.isClient() ? scene.attempt().command() : "")
                .java("Illegal CertificateVerify signature algorithm")
                .openssl("wrong signature type")
                .evidence(scene.seeViolation())
                .verdict();
    }
}
