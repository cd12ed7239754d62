// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXReason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** From the exceptions of trust managers to the rule that was broken: they have causes, and no common word for what is wrong. */
final class Refusals {
    private static final int DEEPEST = 10;

    private Refusals() {}

    /** The rule that {@code refusal} is about; CERTIFICATE_UNACCEPTABLE if it cannot be told. */
    static Violation violation(CertificateException refusal) {
        Throwable cause = refusal;
        for (int i = 0; i < DEEPEST && cause != null; i++) {
            Violation known = known(cause);
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return byWording(text(refusal).toLowerCase(Locale.ROOT));
    }

    /** What the manager said, without its class names. */
    static String text(CertificateException refusal) {
        String message = refusal.getMessage();
        return message == null ? "the trust manager refuses it" : message;
    }

    /** Which of the verifier's questions {@code violation} answers with no. */
    static Check.Kind kind(Violation violation) {
        return switch (violation) {
            case CERTIFICATE_EXPIRED, CERTIFICATE_NOT_YET_VALID -> Check.Kind.TIME;
            case CERTIFICATE_NAME_MISMATCH -> Check.Kind.NAME;
            case CERTIFICATE_BAD_SIGNATURE -> Check.Kind.SIGNATURE;
            case CERTIFICATE_WEAK_ALGORITHM -> Check.Kind.ALGORITHM;
            case CERTIFICATE_REVOKED -> Check.Kind.REVOCATION;
            case CERTIFICATE_WRONG_PURPOSE -> Check.Kind.PURPOSE;
            default -> Check.Kind.CHAIN;
        };
    }

    private static @Nullable Violation known(Throwable cause) {
        return switch (cause) {
            case ManagedTrust.NameRefused _ -> Violation.CERTIFICATE_NAME_MISMATCH;
            case CertificateExpiredException _ -> Violation.CERTIFICATE_EXPIRED;
            case CertificateNotYetValidException _ -> Violation.CERTIFICATE_NOT_YET_VALID;
            case CertificateRevokedException _ -> Violation.CERTIFICATE_REVOKED;
            case CertPathValidatorException path -> known(path.getReason());
            default -> null;
        };
    }

    private static @Nullable Violation known(CertPathValidatorException.Reason reason) {
        return switch (reason) {
            case BasicReason basic ->
                switch (basic) {
                    case EXPIRED -> Violation.CERTIFICATE_EXPIRED;
                    case NOT_YET_VALID -> Violation.CERTIFICATE_NOT_YET_VALID;
                    case REVOKED -> Violation.CERTIFICATE_REVOKED;
                    case INVALID_SIGNATURE -> Violation.CERTIFICATE_BAD_SIGNATURE;
                    case ALGORITHM_CONSTRAINED -> Violation.CERTIFICATE_WEAK_ALGORITHM;
                    case UNDETERMINED_REVOCATION_STATUS, UNSPECIFIED -> null;
                };
            case PKIXReason pkix ->
                switch (pkix) {
                    case NAME_CHAINING, NO_TRUST_ANCHOR -> Violation.CERTIFICATE_UNKNOWN_CA;
                    case INVALID_KEY_USAGE -> Violation.CERTIFICATE_WRONG_PURPOSE;
                    case PATH_TOO_LONG -> Violation.CERTIFICATE_PATH_TOO_LONG;
                    case NOT_CA_CERT -> Violation.CERTIFICATE_NOT_A_CA;
                    case INVALID_NAME -> Violation.CERTIFICATE_NAME_CONSTRAINT;
                    case UNRECOGNIZED_CRIT_EXT -> Violation.CERTIFICATE_UNKNOWN_CRITICAL;
                    case INVALID_POLICY -> null;
                };
            default -> null;
        };
    }

    /** The JDK's managers tell these by their sentences alone. */
    private static Violation byWording(String text) {
        if (text.contains("unable to find valid certification path") || text.contains("no trusted certificate")) {
            return Violation.CERTIFICATE_UNKNOWN_CA;
        }
        if (text.contains("no subject alternative") || text.contains("no name matching")) {
            return Violation.CERTIFICATE_NAME_MISMATCH;
        }
        return Violation.CERTIFICATE_UNACCEPTABLE;
    }
}
