// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.crypto.SubjectPublicKeyInfo;
import dev.limpid.crypto.Verifier;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.KeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** A public key in one provider's form. */
final class JcaVerifier implements Verifier {
    private final SignatureAlgorithm algorithm;
    private final Provider provider;
    private final PublicKey key;

    private JcaVerifier(SignatureAlgorithm algorithm, Provider provider, PublicKey key) {
        this.algorithm = algorithm;
        this.provider = provider;
        this.key = key;
    }

    static JcaVerifier of(SignatureAlgorithm algorithm, Provider provider, Bytes subjectPublicKeyInfo) {
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.decode(subjectPublicKeyInfo);
        //= R4.3.3-1
        //= R4.5.2-6
        if (!info.fits(algorithm.scheme())) {
            throw new ViolationException(
                    Violation.SIGNATURE_SCHEME_NOT_FOR_KEY, algorithm.scheme().toString());
        }
        try {
            KeyFactory factory = KeyFactory.getInstance(algorithm.keyAlgorithm(), provider);
            return new JcaVerifier(algorithm, provider, factory.generatePublic(spec(info)));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new ViolationException(
                    Violation.CERTIFICATE_UNSUPPORTED_KEY,
                    provider.getName() + " can't use the key for " + algorithm.scheme());
        }
    }

    @Override
    public SignatureScheme scheme() {
        return algorithm.scheme();
    }

    //= R4.5.2-8
    @Override
    public boolean verify(Bytes content, Bytes signature) {
        if (algorithm.kind() == SignatureAlgorithm.Kind.EC && !EcdsaSignature.isWellFormed(signature)) {
            return false;
        }
        Signature operation = algorithm.operation(provider);
        try {
            operation.initVerify(key);
            operation.update(content.toArray());
            return operation.verify(signature.toArray());
        } catch (GeneralSecurityException | RuntimeException e) {
            // Providers differ in whether a signature of the wrong length is wrong or an exception.
            return false;
        }
    }

    @Override
    public String toString() {
        return scheme() + " from " + provider.getName();
    }

    /** RSA goes by its numbers, since not every provider reads the object identifier of RSASSA-PSS. */
    private static KeySpec spec(SubjectPublicKeyInfo info) {
        return switch (info) {
            case SubjectPublicKeyInfo.Rsa(Bytes _, BigInteger modulus, BigInteger exponent) ->
                new RSAPublicKeySpec(modulus, exponent);
            case SubjectPublicKeyInfo.RsaPss(Bytes _, BigInteger modulus, BigInteger exponent, var _) ->
                new RSAPublicKeySpec(modulus, exponent);
            case SubjectPublicKeyInfo.Ec ec -> encoded(ec);
            case SubjectPublicKeyInfo.Pure pure -> encoded(pure);
            case SubjectPublicKeyInfo.Other other -> encoded(other);
        };
    }

    private static KeySpec encoded(SubjectPublicKeyInfo info) {
        return new X509EncodedKeySpec(info.encoded().toArray());
    }
}
