// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.Set;

/** Keys and signatures along a path against an {@link AlgorithmPolicy}. */
final class PathStrength {
    private PathStrength() {}

    /**
     * Judges every link's key and signature, and the anchor's key.
     *
     * @return whether validation would have to use a key so large that it only costs time
     */
    static boolean check(CandidatePath path, AlgorithmPolicy policy, Findings findings) {
        Set<String> used = new LinkedHashSet<>();
        boolean huge = false;
        for (X509Certificate link : path.links()) {
            huge |= checkKey(link, policy, findings);
            //= R4.5.1.2-8
            if (!path.isPinned() && !isUnanchoredRoot(path, link)) {
                checkSignature(link, policy, findings);
                used.add(CertificateSignature.of(link).name());
            }
        }
        if (path.anchor().isPresent() && !path.isPinned()) {
            huge |= checkKey(path.anchor().get(), policy, findings);
        }
        if (findings.isFlawless(Check.Kind.ALGORITHM)) {
            findings.pass(
                    Check.Kind.ALGORITHM, used.isEmpty() ? key(path.leaf()).toString() : String.join(", ", used));
        }
        return huge;
    }

    private static boolean isUnanchoredRoot(CandidatePath path, X509Certificate link) {
        return path.anchor().isEmpty() && link.getIssuerX500Principal().equals(link.getSubjectX500Principal());
    }

    /** Whether the key is too large to be used. */
    private static boolean checkKey(X509Certificate certificate, AlgorithmPolicy policy, Findings findings) {
        CertificateKey key = key(certificate);
        boolean rsa = key.rsaBits() > 0;
        boolean huge = key.rsaBits() > policy.maximumRsaBits();
        if (rsa && key.rsaBits() < policy.minimumRsaBits()) {
            findings.fail(
                    Violation.CERTIFICATE_WEAK_ALGORITHM,
                    Check.Kind.ALGORITHM,
                    name(certificate) + " has a key of " + key + ", at least " + policy.minimumRsaBits()
                            + " are needed");
        } else if (huge) {
            findings.fail(
                    Violation.CERTIFICATE_UNSUPPORTED_KEY,
                    Check.Kind.ALGORITHM,
                    name(certificate) + " has a key of " + key + ", at most " + policy.maximumRsaBits()
                            + " are accepted");
        } else if (!key.isKnown()) {
            findings.fail(
                    Violation.CERTIFICATE_UNSUPPORTED_KEY, Check.Kind.ALGORITHM, name(certificate) + " has a " + key);
        }
        return huge;
    }

    private static void checkSignature(X509Certificate certificate, AlgorithmPolicy policy, Findings findings) {
        CertificateSignature signature = CertificateSignature.of(certificate);
        if (!signature.known()) {
            findings.fail(
                    Violation.CERTIFICATE_UNSUPPORTED_KEY,
                    Check.Kind.ALGORITHM,
                    name(certificate) + " is signed with " + signature.name() + ", which is unknown here");
        } else if (!signature.hash().isEmpty() && !policy.hashes().contains(signature.hash())) {
            findings.fail(
                    Violation.CERTIFICATE_WEAK_ALGORITHM,
                    Check.Kind.ALGORITHM,
                    name(certificate) + " is signed with " + signature.name());
        }
    }

    private static CertificateKey key(X509Certificate certificate) {
        return CertificateKey.ofCertificate(X509.der(certificate));
    }

    private static String name(X509Certificate certificate) {
        return Names.shortName(certificate.getSubjectX500Principal());
    }
}
