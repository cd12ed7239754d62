// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.crypto.SubjectPublicKeyInfo;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import dev.limpid.wire.DerReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public key of a certificate, as its subjectPublicKeyInfo holds it. It is all that the handshake
 * reads of a certificate: whether the rest makes sense is the {@link PeerVerifier}'s business, and a handshake must be able to
 * carry certificates that a strict X.509 parser refuses.
 *
 * <p>Immutable and thread-safe.
 */
public final class CertificateKey {
    private static final int VERSION = DerReader.context(0);

    /** All schemes of CertificateVerify, in the order in which a key that has several should use them. */
    private static final List<SignatureScheme> SCHEMES = List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            SignatureScheme.ECDSA_SECP384R1_SHA384,
            SignatureScheme.ECDSA_SECP521R1_SHA512,
            SignatureScheme.ED25519,
            SignatureScheme.ED448,
            SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA512,
            SignatureScheme.RSA_PSS_PSS_SHA256,
            SignatureScheme.RSA_PSS_PSS_SHA384,
            SignatureScheme.RSA_PSS_PSS_SHA512,
            SignatureScheme.MLDSA44,
            SignatureScheme.MLDSA65,
            SignatureScheme.MLDSA87);

    private final SubjectPublicKeyInfo info;

    private CertificateKey(Bytes der) {
        this.info = SubjectPublicKeyInfo.decode(der);
    }

    /**
     * The key with this DER form.
     *
     * @throws ViolationException CERTIFICATE_MALFORMED if it is none
     */
    public static CertificateKey of(Bytes der) {
        return reading(() -> new CertificateKey(der));
    }

    /**
     * The key that a peer sent in place of a certificate: what it must look like is the syntax of the message (section 4.5.1).
     *
     * @throws ViolationException MALFORMED_MESSAGE if it is none
     */
    public static CertificateKey ofMessage(Bytes asn1SubjectPublicKeyInfo) {
        try {
            return of(asn1SubjectPublicKeyInfo);
        } catch (ViolationException unreadable) {
            throw unreadable.violation() == Violation.CERTIFICATE_MALFORMED
                    ? new ViolationException(Violation.MALFORMED_MESSAGE, unreadable.detail())
                    : unreadable;
        }
    }

    /**
     * The public key of a certificate in DER. Reads its frame and passes over all fields before the key (RFC 5280 section 4.1).
     *
     * @throws ViolationException CERTIFICATE_MALFORMED if there is no such field where it has to be
     */
    public static CertificateKey ofCertificate(Bytes certificate) {
        return reading(() -> {
            DerReader outer = DerReader.of("Certificate", certificate);
            DerReader sequence = outer.inside(DerReader.SEQUENCE, "sequence");
            outer.end();
            DerReader body = sequence.inside(DerReader.SEQUENCE, "tbsCertificate");
            if (body.nextIs(VERSION)) {
                body.skip("version");
            }
            body.content(DerReader.INTEGER, "serialNumber");
            body.content(DerReader.SEQUENCE, "signature");
            body.content(DerReader.SEQUENCE, "issuer");
            body.content(DerReader.SEQUENCE, "validity");
            body.content(DerReader.SEQUENCE, "subject");
            return new CertificateKey(body.element(DerReader.SEQUENCE, "subjectPublicKeyInfo"));
        });
    }

    /** The DER form. */
    public Bytes der() {
        return info.encoded();
    }

    /** The schemes that CertificateVerify may use with this key (section 4.3.3), the shortest hash first; empty if none. */
    public List<SignatureScheme> signatureSchemes() {
        //= R4.3.3-1
        //= R4.5.2-6
        return SCHEMES.stream().filter(info::fits).toList();
    }

    /** Whether TLS 1.3 knows keys of this kind. */
    boolean isKnown() {
        return !(info instanceof SubjectPublicKeyInfo.Other);
    }

    /** The bits of an RSA modulus; 0 for the other kinds, whose name says their size. */
    int rsaBits() {
        return switch (info) {
            case SubjectPublicKeyInfo.Rsa rsa -> rsa.modulus().bitLength();
            case SubjectPublicKeyInfo.RsaPss pss -> pss.modulus().bitLength();
            case SubjectPublicKeyInfo.Ec ec -> 0;
            case SubjectPublicKeyInfo.Pure pure -> 0;
            case SubjectPublicKeyInfo.Other other -> 0;
        };
    }

    /** What is inside. */
    SubjectPublicKeyInfo info() {
        return info;
    }

    /**
     * The key for JCA.
     *
     * @throws ViolationException CERTIFICATE_UNSUPPORTED_KEY if no provider knows such keys, or the key is not a valid one
     */
    PublicKey publicKey() {
        try {
            return KeyFactory.getInstance(jcaName()).generatePublic(new X509EncodedKeySpec(der().toArray()));
        } catch (GeneralSecurityException unusable) {
            throw new ViolationException(Violation.CERTIFICATE_UNSUPPORTED_KEY, toString());
        }
    }

    /** The name of such keys in JCA. */
    String jcaName() {
        return switch (info) {
            case SubjectPublicKeyInfo.Rsa rsa -> "RSA";
            case SubjectPublicKeyInfo.RsaPss pss -> "RSASSA-PSS";
            case SubjectPublicKeyInfo.Ec ec -> "EC";
            case SubjectPublicKeyInfo.Pure pure -> pureName(pure.scheme());
            case SubjectPublicKeyInfo.Other other -> "unsupported";
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CertificateKey that && der().equals(that.der());
    }

    @Override
    public int hashCode() {
        return der().hashCode();
    }

    /** Kind and size, such as {@code EC secp256r1} or {@code RSA 2048}. */
    @Override
    public String toString() {
        return switch (info) {
            case SubjectPublicKeyInfo.Rsa rsa -> "RSA " + rsaBits();
            case SubjectPublicKeyInfo.RsaPss pss -> "RSASSA-PSS " + rsaBits();
            case SubjectPublicKeyInfo.Ec ec -> "EC " + ec.curve();
            case SubjectPublicKeyInfo.Pure pure -> pureName(pure.scheme());
            case SubjectPublicKeyInfo.Other other -> "key of an unsupported kind";
        };
    }

    private static String pureName(SignatureScheme scheme) {
        return scheme.toString()
                .replace("ed25519", "Ed25519")
                .replace("ed448", "Ed448")
                .replace("mldsa", "ML-DSA-");
    }

    private static CertificateKey reading(java.util.function.Supplier<CertificateKey> body) {
        try {
            return body.get();
        } catch (DecodeException malformed) {
            throw new ViolationException(
                    Violation.CERTIFICATE_MALFORMED, malformed.path() + ": " + malformed.problem());
        }
    }
}
