// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto;

import dev.limpid.registry.CipherSuite;

/**
 * One key of an AEAD (RFC 5116) as the record layer uses it (RFC 9846 section 5.2). Nonces are the caller's to keep unique.
 * Input and output ranges must not overlap. Not thread-safe.
 */
public interface Aead {
    /** The length of nonces in bytes, the same for every suite: the larger of 8 and N_MIN (RFC 9846 section 5.3). */
    //= R5.3-3
    int NONCE_LENGTH = 12;

    /**
     * The length of the keys of {@code suite}, in bytes.
     *
     * @throws IllegalArgumentException if that is not a suite of TLS 1.3
     */
    static int keyLength(CipherSuite suite) {
        if (suite.hash().isEmpty()) {
            throw new IllegalArgumentException("not a suite of TLS 1.3: " + suite);
        }
        boolean isLong = suite.equals(CipherSuite.TLS_AES_256_GCM_SHA384)
                || suite.equals(CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
        return isLong ? 32 : 16;
    }

    /** How much longer a sealed text is than its plaintext, in bytes; at most 255. */
    //= R5.2-4
    int tagLength();

    /**
     * Seals {@code content} followed by {@code tail}, as if they were one array, and writes ciphertext and tag to {@code out}.
     * The two parts spare the caller a copy: a record's content lies in the application's buffer, its type and padding do not.
     *
     * @return the bytes written: {@code length + tailLength + tagLength()}
     * @throws IndexOutOfBoundsException if {@code out} has no room for that
     * @throws IllegalStateException after {@link #destroy()}
     */
    int seal(
            byte[] nonce,
            byte[] aad,
            int aadLength,
            byte[] content,
            int offset,
            int length,
            byte[] tail,
            int tailLength,
            byte[] out,
            int outOffset);

    /**
     * Opens {@code length} bytes of ciphertext and tag. On failure nothing of the plaintext is left in {@code out}: the range
     * that would have held it is zeroed, whatever the implementation wrote before it saw the tag.
     *
     * @return the bytes of plaintext: {@code length - tagLength()}
     * @throws AeadException if the tag does not fit, or there is no room for one
     * @throws IndexOutOfBoundsException if {@code out} has no room for the plaintext
     * @throws IllegalStateException after {@link #destroy()}
     */
    int open(byte[] nonce, byte[] aad, int aadLength, byte[] sealed, int offset, int length, byte[] out, int outOffset)
            throws AeadException;

    /**
     * The same AEAD under another key; this one is destroyed. Lets an implementation keep what is costly to make.
     *
     * @param key of the same length; stays the caller's
     */
    Aead rekey(byte[] key);

    /** Forgets the key, as far as the implementation can. Does nothing the second time. */
    void destroy();
}
