// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.wire.Bytes;
import java.security.PrivateKey;

/**
 * The "private" key to any public key, for {@link FakeCrypto} alone: it holds nothing but the public one.
 *
 * @param subjectPublicKeyInfo of the certificate that it is to sign for
 */
public record FakePrivateKey(Bytes subjectPublicKeyInfo) implements PrivateKey {
    private static final long serialVersionUID = 1L;

    @Override
    public String getAlgorithm() {
        return "fake";
    }

    @Override
    public String getFormat() {
        return "fake";
    }

    @Override
    public byte[] getEncoded() {
        return subjectPublicKeyInfo.toArray();
    }
}
