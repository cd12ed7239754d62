// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.registry.CipherSuite;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/** The AEADs of the cipher suites by their names in the JCA, in order of preference. */
enum SuiteCipher {
    //= R9.1-1
    AES_128_GCM(CipherSuite.TLS_AES_128_GCM_SHA256, "AES/GCM/NoPadding", "AES", 16, 16),
    AES_256_GCM(CipherSuite.TLS_AES_256_GCM_SHA384, "AES/GCM/NoPadding", "AES", 32, 16),
    CHACHA20_POLY1305(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, "ChaCha20-Poly1305", "ChaCha20", 32, 16),
    AES_128_CCM(CipherSuite.TLS_AES_128_CCM_SHA256, "AES/CCM/NoPadding", "AES", 16, 16),
    AES_128_CCM_8(CipherSuite.TLS_AES_128_CCM_8_SHA256, "AES/CCM/NoPadding", "AES", 16, 8);

    static final List<SuiteCipher> ALL = List.of(values());
    private static final Map<CipherSuite, SuiteCipher> BY_SUITE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(SuiteCipher::suite, each -> each));

    private final CipherSuite suite;
    private final String transformation;
    private final String keyAlgorithm;
    private final int keyLength;
    private final int tagLength;

    SuiteCipher(CipherSuite suite, String transformation, String keyAlgorithm, int keyLength, int tagLength) {
        this.suite = suite;
        this.transformation = transformation;
        this.keyAlgorithm = keyAlgorithm;
        this.keyLength = keyLength;
        this.tagLength = tagLength;
    }

    static Optional<SuiteCipher> of(CipherSuite suite) {
        return Optional.ofNullable(BY_SUITE.get(suite));
    }

    CipherSuite suite() {
        return suite;
    }

    String transformation() {
        return transformation;
    }

    int tagLength() {
        return tagLength;
    }

    HeldKey key(byte[] key) {
        if (key.length != keyLength) {
            throw new IllegalArgumentException(suite + " has keys of " + keyLength + " bytes, not " + key.length);
        }
        return new HeldKey(key, keyAlgorithm);
    }

    AlgorithmParameterSpec parameters(byte[] nonce) {
        return this == CHACHA20_POLY1305 ? new IvParameterSpec(nonce) : new GCMParameterSpec(8 * tagLength, nonce);
    }
}
