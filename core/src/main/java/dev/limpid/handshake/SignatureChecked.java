// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.message.CertificateVerify;
import dev.limpid.observe.Side;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireWriter;
import java.util.List;

/** The proof that a peer's CertificateVerify is right (section 4.5.2): it holds its certificate's key and signed this handshake. */
public final class SignatureChecked {
    private static final Bytes PAD = Bytes.ofUtf8(" ".repeat(64));

    private final SignatureScheme scheme;

    private SignatureChecked(SignatureScheme scheme) {
        this.scheme = scheme;
    }

    /** The scheme of the signature. */
    public SignatureScheme scheme() {
        return scheme;
    }

    /**
     * Checks {@code verify}.
     *
     * @param offered this side's signature_algorithms
     * @param publicKey the signer's SubjectPublicKeyInfo in DER
     * @param transcriptHash through the signer's Certificate
     * @throws ViolationException if the scheme was not offered, does not fit the key, or the signature is wrong
     */
    public static SignatureChecked of(
            CryptoProvider crypto,
            Side signer,
            CertificateVerify verify,
            List<SignatureScheme> offered,
            Bytes publicKey,
            Bytes transcriptHash) {
        SignatureScheme scheme = verify.algorithm();
        //= R4.5.2-7
        if (!crypto.signatureSchemes().contains(scheme)
                && crypto.certificateSignatureSchemes().contains(scheme)) {
            throw new ViolationException(Violation.SIGNATURE_SCHEME_NOT_FOR_TLS13, scheme.toString());
        }
        //= R4.5.2-4
        //= R4.5.2-5
        if (!offered.contains(scheme)) {
            throw new ViolationException(Violation.SIGNATURE_SCHEME_NOT_OFFERED, scheme.toString());
        }
        //= R4.5.2-6
        //= R4.5.2-8
        boolean right = crypto.verifier(scheme, publicKey).verify(content(signer, transcriptHash), verify.signature());
        if (!right) {
            //= R4.5.2-9
            throw new ViolationException(Violation.BAD_SIGNATURE, scheme.toString());
        }
        return new SignatureChecked(scheme);
    }

    /** What {@code signer} signs: 64 spaces, the context string, a zero, the transcript hash. */
    public static Bytes content(Side signer, Bytes transcriptHash) {
        return WireWriter.encode(w -> w.bytes(PAD)
                .bytes(Bytes.ofUtf8("TLS 1.3, " + signer + " CertificateVerify"))
                .uint8(0)
                .bytes(transcriptHash));
    }
}
