// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.registry.CertificateCompression;
import dev.limpid.wire.Bytes;

/**
 * An algorithm that makes Certificate messages shorter (RFC 8879). Implementations are thread-safe, and decompressing gives exactly
 * the bytes that were compressed.
 */
public interface CertificateCompressor {
    /** Its code point. */
    CertificateCompression algorithm();

    /** {@code message}, the body of a Certificate message, compressed. */
    Bytes compress(Bytes message);

    /**
     * What {@code compressed} holds. It comes from a peer, so it may be anything; never makes more than {@code length} bytes of it.
     *
     * @param length of the result, within this side's limits already
     * @return exactly {@code length} bytes
     * @throws dev.limpid.alert.ViolationException BAD_COMPRESSED_CERTIFICATE if it cannot be decompressed, becomes shorter or longer, or
     *     has bytes left over
     */
    Bytes decompress(Bytes compressed, int length);

    /**
     * Whether to send a message of {@code compressed} bytes instead of one of {@code plain} bytes. If not, the next algorithm that the
     * peer takes is tried; by default a longer message is never sent.
     */
    default boolean pays(int compressed, int plain) {
        return compressed < plain;
    }

    /** The JDK's zlib (RFC 1950). */
    static CertificateCompressor zlib() {
        return Zlib.COMPRESSOR;
    }
}
