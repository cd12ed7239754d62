// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.crypto.Signer;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.DelegatingCrypto;
import dev.limpid.testkit.Lab;
import dev.limpid.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;

/** Signs by a JCA algorithm of its own, whatever the scheme says. */
final class OtherDigest extends DelegatingCrypto {
    private final String algorithm;
    private final SignatureScheme scheme;

    OtherDigest(String algorithm, SignatureScheme scheme) {
        super(Lab.CRYPTO);
        this.algorithm = algorithm;
        this.scheme = scheme;
    }

    @Override
    public Signer signer(SignatureScheme asked, PrivateKey key) {
        return new Signer() {
            @Override
            public SignatureScheme scheme() {
                return scheme;
            }

            @Override
            public Bytes sign(Bytes content) {
                try {
                    Signature signature = Signature.getInstance(algorithm);
                    signature.initSign(key);
                    byte[] toSign = content.toArray();
                    // Without a digest there is a bound on what can be signed
                    signature.update(algorithm.startsWith("NONE") ? Arrays.copyOf(toSign, 20) : toSign);
                    return Bytes.wrap(signature.sign());
                } catch (GeneralSecurityException e) {
                    throw new AssertionError(e);
                }
            }
        };
    }
}
