// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.crypto.SubjectPublicKeyInfo;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/**
 * Whether a private key belongs to a public one. RSA keys show their modulus; of all others a signature is asked for, which
 * works for keys in hardware too.
 */
final class KeyTrial {
    private static final byte[] MESSAGE = new byte[32];

    private KeyTrial() {}

    /** Fails with {@link IllegalArgumentException} unless {@code privateKey} is the other half of {@code certified}. */
    static void check(String alias, CertificateKey certified, PrivateKey privateKey) {
        PublicKey publicKey = certified.publicKey();
        boolean fits;
        try {
            fits = publicKey instanceof RSAKey left && privateKey instanceof RSAKey right
                    ? left.getModulus().equals(right.getModulus())
                    : signs(certified, publicKey, privateKey);
        } catch (InvalidKeyException otherKind) {
            throw mismatch(alias, certified, privateKey);
        } catch (GeneralSecurityException | RuntimeException failure) {
            throw new IllegalArgumentException(
                    alias + ": no provider of this JVM signs with this " + certified + " key", failure);
        }
        if (!fits) {
            throw mismatch(alias, certified, privateKey);
        }
    }

    private static boolean signs(CertificateKey certified, PublicKey publicKey, PrivateKey privateKey)
            throws GeneralSecurityException {
        Signature signer = signature(certified);
        signer.initSign(privateKey);
        signer.update(MESSAGE);
        byte[] signed = signer.sign();
        Signature verifier = signature(certified);
        verifier.initVerify(publicKey);
        verifier.update(MESSAGE);
        return verifier.verify(signed);
    }

    private static Signature signature(CertificateKey certified) throws GeneralSecurityException {
        return switch (certified.info()) {
            case SubjectPublicKeyInfo.Rsa rsa -> Signature.getInstance("SHA256withRSA");
            case SubjectPublicKeyInfo.RsaPss pss -> pss(certified);
            case SubjectPublicKeyInfo.Ec ec -> Signature.getInstance("SHA256withECDSA");
            case SubjectPublicKeyInfo.Pure pure -> Signature.getInstance(certified.jcaName());
            case SubjectPublicKeyInfo.Other other -> throw new NoSuchAlgorithmException("unsupported key");
        };
    }

    private static Signature pss(CertificateKey certified) throws GeneralSecurityException {
        String scheme = certified.signatureSchemes().getFirst().toString();
        String hash = "SHA-" + scheme.substring(scheme.length() - 3);
        int salt = Integer.parseInt(hash.substring(4)) / 8;
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1));
        return signature;
    }

    private static IllegalArgumentException mismatch(String alias, CertificateKey certified, PrivateKey privateKey) {
        return new IllegalArgumentException(alias + ": the private key (" + privateKey.getAlgorithm()
                + ") does not belong to the certificate, whose key is " + certified);
    }
}
