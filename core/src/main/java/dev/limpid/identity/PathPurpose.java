// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.observe.Side;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the certificates of a path may be used for: the leaf for signing, and every link that restricts its purposes for
 * this side of TLS. A CA that limits itself to other purposes thereby limits what it issues, as browsers and OpenSSL have it.
 */
final class PathPurpose {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ANY = "2.5.29.37.0";
    private static final int DIGITAL_SIGNATURE = 0;

    private PathPurpose() {}

    /** Judges {@code links}, the leaf first, for the role of {@code peer}. */
    static void check(List<X509Certificate> links, Side peer, Findings findings) {
        String needed = peer == Side.SERVER ? SERVER_AUTH : CLIENT_AUTH;
        String role = peer == Side.SERVER ? "serverAuth" : "clientAuth";
        //= R4.5.1.2-3
        boolean[] usage = links.getFirst().getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE]) {
            fail(findings, links.getFirst(), "has a key usage without digitalSignature");
        }
        for (X509Certificate link : links) {
            checkExtended(link, needed, role, findings);
        }
        if (findings.isFlawless(Check.Kind.PURPOSE)) {
            findings.pass(Check.Kind.PURPOSE, role);
        }
    }

    private static void checkExtended(X509Certificate link, String needed, String role, Findings findings) {
        try {
            List<String> purposes = link.getExtendedKeyUsage();
            if (purposes != null && !purposes.contains(needed) && !purposes.contains(ANY)) {
                fail(findings, link, "has an extended key usage without " + role);
            }
        } catch (CertificateParsingException malformed) {
            findings.fail(Violation.CERTIFICATE_MALFORMED, Check.Kind.PURPOSE, "an extended key usage cannot be read");
        }
    }

    private static void fail(Findings findings, X509Certificate link, String why) {
        findings.fail(
                Violation.CERTIFICATE_WRONG_PURPOSE,
                Check.Kind.PURPOSE,
                Names.shortName(link.getSubjectX500Principal()) + " " + why);
    }
}
