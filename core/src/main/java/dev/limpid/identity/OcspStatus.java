// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.observe.Escape;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import dev.limpid.wire.DerReader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a certificate was revoked, by the OCSP response that its owner stapled to it (RFC 6960, RFC 6066 section 8). Nobody is
 * asked over the network. A response that is not satisfactory is refused, and so is none where the certificate demands one
 * (RFC 7633).
 */
final class OcspStatus {
    static final String SHA_1 = "1.3.14.3.2.26";

    /** By how much the responder's clock may differ from ours. */
    private static final Duration SKEW = Duration.ofMinutes(15);

    private static final Map<String, String> HASHES = Map.of(
            SHA_1,
            "SHA-1",
            "2.16.840.1.101.3.4.2.1",
            "SHA-256",
            "2.16.840.1.101.3.4.2.2",
            "SHA-384",
            "2.16.840.1.101.3.4.2.3",
            "SHA-512");
    private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";
    private static final int STATUS_REQUEST = 5;

    private OcspStatus() {}

    /**
     * Judges what was stapled to the leaf of {@code path}.
     *
     * @param trusted whether the path is good, so that its issuer's word counts
     */
    static void check(
            CandidatePath path, boolean trusted, PeerCertificates claim, AlgorithmPolicy policy, Findings findings) {
        Stapled stapled = claim.stapled();
        if (stapled.ocspResponse().isEmpty()) {
            without(path.leaf(), stapled, findings);
        } else if (path.isPinned()) {
            findings.skip(Check.Kind.REVOCATION, "not checked: the certificate itself is trusted");
        } else if (!trusted) {
            findings.skip(Check.Kind.REVOCATION, "not judged: its issuer is not trusted");
        } else {
            X509Certificate issuer = path.links().size() > 1
                    ? path.links().get(1)
                    : path.anchor().orElseThrow();
            judge(path.leaf(), issuer, stapled.ocspResponse(), claim.now(), policy, findings);
        }
    }

    private static void without(X509Certificate leaf, Stapled stapled, Findings findings) {
        // RFC 7633 section 4.3.3: a feature counts only if the client asked for it
        if (stapled.statusRequested() && mustStaple(leaf)) {
            unsatisfactory(findings, "the certificate may only be used with a stapled OCSP response, and none came");
        } else {
            findings.skip(
                    Check.Kind.REVOCATION,
                    stapled.statusRequested()
                            ? "not checked: no status was stapled, and no network is used"
                            : "not checked: no network is used");
        }
    }

    private static void judge(
            X509Certificate leaf,
            X509Certificate issuer,
            Bytes der,
            Instant now,
            AlgorithmPolicy policy,
            Findings findings) {
        OcspResponse response;
        try {
            response = OcspResponse.decode(der);
        } catch (DecodeException malformed) {
            unsatisfactory(findings, Escape.text(malformed.path() + ": " + malformed.problem()));
            return;
        }
        Optional<OcspResponse.Single> own = response.responses().stream()
                .filter(single -> isAbout(single.id(), leaf, issuer))
                .findFirst();
        if (own.isEmpty()) {
            unsatisfactory(findings, "the stapled response is about another certificate");
            return;
        }
        Optional<String> forged = OcspSignature.fault(response, issuer, policy, now);
        if (forged.isPresent()) {
            unsatisfactory(findings, "the stapled response is not to be believed: " + forged.get());
            return;
        }
        judge(own.get(), leaf, now, findings);
    }

    private static void judge(OcspResponse.Single single, X509Certificate leaf, Instant now, Findings findings) {
        Instant until = single.nextUpdate().orElse(single.thisUpdate());
        if (single.status() == OcspResponse.Status.WITHDRAWN) {
            // A withdrawal does not expire
            findings.fail(
                    Violation.CERTIFICATE_REVOKED,
                    Check.Kind.REVOCATION,
                    Names.shortName(leaf.getSubjectX500Principal()) + " was revoked on "
                            + single.revokedAt().orElse(single.thisUpdate()) + ", says the stapled response");
        } else if (now.plus(SKEW).isBefore(single.thisUpdate())) {
            unsatisfactory(findings, "the stapled response is of the future: " + single.thisUpdate());
        } else if (now.minus(SKEW).isAfter(until)) {
            unsatisfactory(findings, "the stapled response is out of date since " + until);
        } else if (single.status() == OcspResponse.Status.NOT_KNOWN) {
            unsatisfactory(findings, "the responder does not know the certificate");
        } else {
            findings.pass(
                    Check.Kind.REVOCATION,
                    "good, says the stapled response of " + single.thisUpdate()
                            + single.nextUpdate()
                                    .map(next -> ", valid until " + next)
                                    .orElse(""));
        }
    }

    private static boolean isAbout(OcspResponse.CertId id, X509Certificate leaf, X509Certificate issuer) {
        Optional<Bytes> name =
                hash(id.hash(), Bytes.wrap(leaf.getIssuerX500Principal().getEncoded()));
        return name.filter(id.issuerNameHash()::equals).isPresent()
                && keyHash(id.hash(), issuer).filter(id.issuerKeyHash()::equals).isPresent()
                && Bytes.wrap(leaf.getSerialNumber().toByteArray()).equals(id.serialNumber());
    }

    /** The hash of the bits of a certificate's key, without its algorithm. */
    static Optional<Bytes> keyHash(String oid, X509Certificate certificate) {
        DerReader info = DerReader.of(
                        "SubjectPublicKeyInfo",
                        CertificateKey.ofCertificate(X509.der(certificate)).der())
                .inside(DerReader.SEQUENCE, "sequence");
        info.skip("algorithm");
        return hash(oid, info.bitString("subjectPublicKey"));
    }

    private static Optional<Bytes> hash(String oid, Bytes content) {
        String name = HASHES.get(oid);
        try {
            return name == null
                    ? Optional.empty()
                    : Optional.of(Bytes.wrap(MessageDigest.getInstance(name).digest(content.toArray())));
        } catch (NoSuchAlgorithmException absent) {
            return Optional.empty();
        }
    }

    /** Whether the certificate has the TLS feature status_request; one that cannot be read has it (it fails closed). */
    private static boolean mustStaple(X509Certificate leaf) {
        byte[] value = leaf.getExtensionValue(TLS_FEATURE);
        if (value == null) {
            return false;
        }
        try {
            DerReader features = DerReader.of("TLSFeature", Bytes.wrap(value))
                    .inside(DerReader.OCTET_STRING, "extnValue")
                    .inside(DerReader.SEQUENCE, "sequence");
            boolean found = false;
            while (features.hasMore()) {
                found |= features.content(DerReader.INTEGER, "feature").equals(Bytes.of((byte) STATUS_REQUEST));
            }
            return found;
        } catch (DecodeException malformed) {
            return true;
        }
    }

    private static void unsatisfactory(Findings findings, String text) {
        findings.fail(Violation.BAD_STATUS_RESPONSE, Check.Kind.REVOCATION, text);
    }
}
