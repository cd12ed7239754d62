// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.registry.CertificateCompression;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;

/**
 * CompressedCertificate (RFC 8879 section 4): the body of a Certificate message, compressed.
 *
 * @param uncompressedLength as the sender claims, 0 to 2^24-1 bytes; nothing may be allocated for it unchecked
 * @param compressedCertificateMessage not empty
 */
public record CompressedCertificate(
        CertificateCompression algorithm, int uncompressedLength, Bytes compressedCertificateMessage)
        implements HandshakeMessage {
    static CompressedCertificate decode(WireReader reader) {
        return new CompressedCertificate(
                new CertificateCompression(reader.uint16()),
                reader.uint24(),
                reader.opaque24("compressed_certificate_message", 1));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.COMPRESSED_CERTIFICATE;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(
                w -> w.uint16(algorithm.code()).uint24(uncompressedLength).opaque24(compressedCertificateMessage));
    }
}
