// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import java.util.Comparator;
import java.util.List;

/**
 * A fault of a peer's certificates. Often there are several, and one has to be named. What nobody can vouch for comes first,
 * since the rest of such a certificate is anybody's invention; then what makes the chain invalid for every server; then a
 * wrong name, which usually means the wrong server, where a renewal would not help; dates last, the easiest to mend. So a
 * self-signed, expired certificate of another host is of an unknown CA.
 */
record Finding(Violation violation, Check.Kind kind, String text) {
    private static final List<Violation> PRECEDENCE = List.of(
            Violation.EMPTY_CERTIFICATE,
            Violation.CERTIFICATE_MALFORMED,
            Violation.CERTIFICATE_UNSUPPORTED_KEY,
            Violation.CERTIFICATE_UNKNOWN_CA,
            Violation.CERTIFICATE_CHAIN_INCOMPLETE,
            Violation.CERTIFICATE_BAD_SIGNATURE,
            Violation.CERTIFICATE_NOT_A_CA,
            Violation.CERTIFICATE_PATH_TOO_LONG,
            Violation.CERTIFICATE_NAME_CONSTRAINT,
            Violation.CERTIFICATE_UNKNOWN_CRITICAL,
            Violation.CERTIFICATE_UNACCEPTABLE,
            Violation.CERTIFICATE_REVOKED,
            Violation.CERTIFICATE_NAME_MISMATCH,
            Violation.CERTIFICATE_WRONG_PURPOSE,
            Violation.CERTIFICATE_WEAK_ALGORITHM,
            Violation.BAD_STATUS_RESPONSE,
            Violation.CERTIFICATE_NOT_YET_VALID,
            Violation.CERTIFICATE_EXPIRED);

    /** The one to report first. */
    static final Comparator<Finding> BY_PRECEDENCE = Comparator.comparingInt(Finding::rank);

    /** The place among all findings, 0 for the gravest. */
    int rank() {
        int rank = PRECEDENCE.indexOf(violation);
        return rank < 0 ? 0 : rank;
    }

    /** The failed check that this finding is. */
    Check toCheck() {
        return new Check(kind, Check.Outcome.FAILED, text);
    }
}
