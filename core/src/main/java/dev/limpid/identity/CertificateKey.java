// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import dev.limpid.wire.DerReader;
import java.math.BigInteger;
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

    private final Bytes der;
    private final KeyKind kind;
    private final int bits;
    private final List<SignatureScheme> schemes;

    private CertificateKey(Bytes der) {
        DerReader outer = DerReader.of("SubjectPublicKeyInfo", der);
        DerReader key = outer.inside(DerReader.SEQUENCE, "sequence");
        outer.end();
        DerReader algorithm = key.inside(DerReader.SEQUENCE, "algorithm");
        Bytes oid = algorithm.content(DerReader.OID, "algorithm");
        Bytes curve = algorithm.nextIs(DerReader.OID) ? algorithm.content(DerReader.OID, "parameters") : Bytes.EMPTY;
        Bytes point = key.bitString("subjectPublicKey");
        key.end();
        this.der = der;
        this.kind = KeyKind.of(oid, curve);
        boolean rsa = kind == KeyKind.RSA || kind == KeyKind.RSA_PSS;
        this.bits = rsa ? modulusBits(point) : 0;
        this.schemes = rsa ? RsaSchemes.of(kind, bits, algorithm) : kind.schemes();
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
        return der;
    }

    /** What kind of key this is. */
    KeyKind kind() {
        return kind;
    }

    /** The bits of an RSA modulus; 0 for the other kinds, whose name says their size. */
    int bits() {
        return bits;
    }

    /** The schemes that CertificateVerify may use with this key (section 4.3.3), the shortest hash first; empty if none. */
    public List<SignatureScheme> signatureSchemes() {
        return schemes;
    }

    /**
     * The key for JCA.
     *
     * @throws ViolationException CERTIFICATE_UNSUPPORTED_KEY if no provider knows such keys, or the key is not a valid one
     */
    PublicKey publicKey() {
        try {
            return KeyFactory.getInstance(kind.jcaName()).generatePublic(new X509EncodedKeySpec(der.toArray()));
        } catch (GeneralSecurityException unusable) {
            throw new ViolationException(Violation.CERTIFICATE_UNSUPPORTED_KEY, toString());
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CertificateKey that && der.equals(that.der);
    }

    @Override
    public int hashCode() {
        return der.hashCode();
    }

    /** Kind and size, such as {@code EC secp256r1} or {@code RSA 2048}. */
    @Override
    public String toString() {
        return bits > 0 ? kind + " " + bits : kind.toString();
    }

    private static int modulusBits(Bytes key) {
        Bytes modulus = DerReader.of("RSAPublicKey", key)
                .inside(DerReader.SEQUENCE, "sequence")
                .content(DerReader.INTEGER, "modulus");
        return modulus.isEmpty() ? 0 : new BigInteger(modulus.toArray()).bitLength();
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
