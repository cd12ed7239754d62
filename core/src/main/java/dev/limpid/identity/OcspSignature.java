// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import dev.limpid.wire.DerReader;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** Who signed an OCSP response, and whether they may (RFC 6960 section 4.2.2.2): the issuer, or whom it delegated that to. */
final class OcspSignature {
    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

    private OcspSignature() {}

    /** What is wrong with the signature, as a clause; empty if it proves that the issuer says so. */
    static Optional<String> fault(OcspResponse response, X509Certificate issuer, AlgorithmPolicy policy, Instant now) {
        Optional<X509Certificate> signer = isResponder(response.responder(), issuer)
                ? Optional.of(issuer)
                : delegate(response, issuer, policy, now);
        if (signer.isEmpty()) {
            return Optional.of("it is signed by nobody whom the certificate's issuer authorized");
        }
        return verifies(response, signer.get(), policy)
                ? Optional.empty()
                : Optional.of("its signature does not verify");
    }

    private static Optional<X509Certificate> delegate(
            OcspResponse response, X509Certificate issuer, AlgorithmPolicy policy, Instant now) {
        return response.certificates().stream()
                .flatMap(der -> X509.tryParse(der).stream())
                .filter(candidate -> isResponder(response.responder(), candidate))
                .filter(candidate -> mayRespond(candidate, issuer, policy, now))
                .findFirst();
    }

    private static boolean mayRespond(
            X509Certificate candidate, X509Certificate issuer, AlgorithmPolicy policy, Instant now) {
        try {
            List<String> purposes = candidate.getExtendedKeyUsage();
            boolean[] usage = candidate.getKeyUsage();
            boolean delegated = candidate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                    && purposes != null
                    && purposes.contains(OCSP_SIGNING)
                    && (usage == null || usage[0]);
            if (!delegated || !isStrong(candidate, policy)) {
                return false;
            }
            candidate.checkValidity(Date.from(now));
            candidate.verify(issuer.getPublicKey());
            return !candidate.hasUnsupportedCriticalExtension();
        } catch (GeneralSecurityException | RuntimeException refused) {
            return false;
        }
    }

    /** The chosen words cost an attacker nothing, so a delegate is measured as any certificate of a path is. */
    private static boolean isStrong(X509Certificate candidate, AlgorithmPolicy policy) {
        CertificateSignature own = CertificateSignature.of(candidate);
        int bits = CertificateKey.ofCertificate(X509.der(candidate)).rsaBits();
        return isStrong(own, policy)
                && (bits == 0 || bits >= policy.minimumRsaBits() && bits <= policy.maximumRsaBits());
    }

    private static boolean isStrong(CertificateSignature signature, AlgorithmPolicy policy) {
        return signature.known()
                && (signature.hash().isEmpty() || policy.hashes().contains(signature.hash()));
    }

    private static boolean verifies(OcspResponse response, X509Certificate signer, AlgorithmPolicy policy) {
        try {
            DerReader outer = DerReader.of("AlgorithmIdentifier", response.algorithm());
            DerReader algorithm = outer.inside(DerReader.SEQUENCE, "sequence");
            String oid = ObjectIdentifier.dotted(algorithm.content(DerReader.OID, "algorithm"));
            Bytes parameters =
                    algorithm.hasMore() ? algorithm.element(algorithm.peek("parameters"), "parameters") : Bytes.EMPTY;
            CertificateSignature kind = CertificateSignature.of(oid, parameters);
            if (!isStrong(kind, policy)) {
                return false;
            }
            Signature verifier = CertificateSignature.verifier(oid, parameters, kind);
            verifier.initVerify(signer.getPublicKey());
            verifier.update(response.signed().toArray());
            return verifier.verify(response.signature().toArray());
        } catch (GeneralSecurityException | DecodeException refused) {
            return false;
        }
    }

    private static boolean isResponder(OcspResponse.Responder responder, X509Certificate candidate) {
        if (!responder.byName()) {
            return OcspStatus.keyHash(OcspStatus.SHA_1, candidate)
                    .filter(responder.value()::equals)
                    .isPresent();
        }
        try {
            return new X500Principal(responder.value().toArray()).equals(candidate.getSubjectX500Principal());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
