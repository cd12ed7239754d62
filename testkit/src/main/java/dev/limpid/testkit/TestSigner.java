// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

/** Signs certificates with the JDK's own signatures, so that every key of the JDK serves. */
final class TestSigner implements ContentSigner {
    private static final String PSS = "RSASSA-PSS";
    private static final int SALT = 32;

    private final String algorithm;
    private final PrivateKey key;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    TestSigner(String algorithm, PrivateKey key) {
        this.algorithm = algorithm;
        this.key = key;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return new DefaultSignatureAlgorithmIdentifierFinder()
                .find(algorithm.equals(PSS) ? "SHA256WITHRSAANDMGF1" : algorithm);
    }

    @Override
    public OutputStream getOutputStream() {
        return content;
    }

    @Override
    public byte[] getSignature() {
        try {
            Signature signature = Signature.getInstance(algorithm);
            if (algorithm.equals(PSS)) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, SALT, 1));
            }
            signature.initSign(key);
            signature.update(content.toByteArray());
            return signature.sign();
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("cannot sign with " + algorithm, failed);
        }
    }
}
