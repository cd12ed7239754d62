// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A path through the JDK's PKIX (RFC 5280 section 6): signatures, CA flags, path lengths, name constraints, critical
 * extensions. Its one exception is sorted into what a person would call the cause.
 */
final class PathValidation {
    private PathValidation() {}

    /** Validates {@code path}, which has an anchor, as of {@code at}. */
    static void check(CandidatePath path, X509Certificate anchor, Instant at, Findings findings) {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
            parameters.setRevocationEnabled(false);
            parameters.setPolicyQualifiersRejected(false);
            parameters.setDate(Date.from(at));
            X509.pathValidator().validate(X509.factory().generateCertPath(path.links()), parameters);
            findings.pass(Check.Kind.CHAIN, describe(path, anchor));
            findings.pass(Check.Kind.SIGNATURE, path.links().size() + " verified");
        } catch (CertPathValidatorException refusal) {
            explain(path, anchor, refusal, findings);
        } catch (GeneralSecurityException | RuntimeException failure) {
            // A certificate that breaks the validator is refused like one that it refuses
            findings.fail(
                    Violation.CERTIFICATE_UNACCEPTABLE,
                    Check.Kind.CHAIN,
                    "validation failed: " + failure.getClass().getSimpleName());
        }
    }

    private static void explain(
            CandidatePath path, X509Certificate anchor, CertPathValidatorException refusal, Findings findings) {
        Optional<X509Certificate> forged = wronglySigned(path, anchor);
        if (forged.isPresent()) {
            findings.fail(
                    Violation.CERTIFICATE_BAD_SIGNATURE,
                    Check.Kind.SIGNATURE,
                    "the signature on " + name(forged.get()) + " does not verify with its issuer's key");
            findings.skip(Check.Kind.CHAIN, "not judged: a signature is wrong");
            return;
        }
        findings.pass(Check.Kind.SIGNATURE, path.links().size() + " verified");
        int index = refusal.getIndex();
        String link =
                index >= 0 && index < path.links().size() ? name(path.links().get(index)) : "the chain";
        findings.fail(sort(refusal, link));
    }

    private static Finding sort(CertPathValidatorException refusal, String link) {
        return switch (refusal.getReason()) {
            case PKIXReason reason -> sort(reason, refusal, link);
            case BasicReason reason -> sort(reason, refusal, link);
            default -> unacceptable(refusal, link);
        };
    }

    private static Finding sort(PKIXReason reason, CertPathValidatorException refusal, String link) {
        return switch (reason) {
            case NOT_CA_CERT -> chain(Violation.CERTIFICATE_NOT_A_CA, link + " issued a certificate but is not a CA");
            case INVALID_KEY_USAGE ->
                chain(
                        Violation.CERTIFICATE_NOT_A_CA,
                        link + " issued a certificate, which its key usage does not allow");
            case PATH_TOO_LONG ->
                chain(Violation.CERTIFICATE_PATH_TOO_LONG, link + " is one CA more than a CA above it allows");
            case INVALID_NAME ->
                chain(Violation.CERTIFICATE_NAME_CONSTRAINT, "a CA above " + link + " may not vouch for its names");
            case UNRECOGNIZED_CRIT_EXT ->
                chain(Violation.CERTIFICATE_UNKNOWN_CRITICAL, link + " has a critical extension that is unknown here");
            case NAME_CHAINING, NO_TRUST_ANCHOR ->
                chain(Violation.CERTIFICATE_UNKNOWN_CA, link + " does not chain to the anchor");
            case INVALID_POLICY -> unacceptable(refusal, link);
        };
    }

    private static Finding sort(BasicReason reason, CertPathValidatorException refusal, String link) {
        return switch (reason) {
            case INVALID_SIGNATURE ->
                new Finding(
                        Violation.CERTIFICATE_BAD_SIGNATURE,
                        Check.Kind.SIGNATURE,
                        "the signature on " + link + " does not verify");
            case ALGORITHM_CONSTRAINED ->
                new Finding(
                        Violation.CERTIFICATE_WEAK_ALGORITHM,
                        Check.Kind.ALGORITHM,
                        link + " uses an algorithm that this JVM's security properties forbid");
            case EXPIRED -> time(Violation.CERTIFICATE_EXPIRED, link + " has expired");
            case NOT_YET_VALID -> time(Violation.CERTIFICATE_NOT_YET_VALID, link + " is not valid yet");
            case REVOKED -> new Finding(Violation.CERTIFICATE_REVOKED, Check.Kind.REVOCATION, link + " was revoked");
            case UNDETERMINED_REVOCATION_STATUS, UNSPECIFIED -> unacceptable(refusal, link);
        };
    }

    /** The link nearest to the anchor whose signature is not its issuer's: the validator may have met another fault first. */
    private static Optional<X509Certificate> wronglySigned(CandidatePath path, X509Certificate anchor) {
        PublicKey issuer = anchor.getPublicKey();
        for (X509Certificate link : path.links().reversed()) {
            try {
                link.verify(issuer);
            } catch (SignatureException | InvalidKeyException forged) {
                return Optional.of(link);
            } catch (GeneralSecurityException | RuntimeException unknownAlgorithm) {
                return Optional.empty();
            }
            issuer = link.getPublicKey();
        }
        return Optional.empty();
    }

    private static String describe(CandidatePath path, X509Certificate anchor) {
        return path.links().stream().map(PathValidation::name).collect(Collectors.joining(" ← ")) + " ← " + name(anchor)
                + " (anchor)";
    }

    private static Finding chain(Violation violation, String text) {
        return new Finding(violation, Check.Kind.CHAIN, text);
    }

    private static Finding time(Violation violation, String text) {
        return new Finding(violation, Check.Kind.TIME, text);
    }

    private static Finding unacceptable(CertPathValidatorException refusal, String link) {
        return chain(
                Violation.CERTIFICATE_UNACCEPTABLE,
                link + ": " + dev.limpid.observe.Escape.text(String.valueOf(refusal.getMessage())));
    }

    private static String name(X509Certificate certificate) {
        return Names.shortName(certificate.getSubjectX500Principal());
    }
}
