// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import io.netty.handler.ssl.OpenSslCertificateCompressionAlgorithm;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.net.ssl.SSLEngine;

/** What BoringSSL compresses certificates with: it has the protocol, and leaves zlib itself to whoever sets it up. */
final class JdkZlib implements OpenSslCertificateCompressionAlgorithm {
    private static final int ZLIB = 1;

    private int decompressed;

    /** How many certificates it has decompressed. */
    int decompressed() {
        return decompressed;
    }

    @Override
    public byte[] compress(SSLEngine engine, byte[] input) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(input);
            deflater.finish();
            byte[] output = new byte[2 * input.length + 64];
            return Arrays.copyOf(output, deflater.deflate(output));
        }
    }

    @Override
    public byte[] decompress(SSLEngine engine, int length, byte[] input) throws DataFormatException {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(input);
            byte[] output = new byte[length];
            if (inflater.inflate(output) != length) {
                throw new DataFormatException("not " + length + " bytes");
            }
            decompressed++;
            return output;
        }
    }

    @Override
    public int algorithmId() {
        return ZLIB;
    }
}
