// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.registry.CertificateCompression;
import dev.limpid.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** RFC 1950 by the JDK. */
final class Zlib implements CertificateCompressor {
    static final CertificateCompressor COMPRESSOR = new Zlib();

    private static final int BUFFER = 4096;

    private Zlib() {}

    @Override
    public CertificateCompression algorithm() {
        return CertificateCompression.ZLIB;
    }

    @Override
    public Bytes compress(Bytes message) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(message.toArray());
            deflater.finish();
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(message.length());
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                compressed.write(buffer, 0, deflater.deflate(buffer));
            }
            return Bytes.wrap(compressed.toByteArray());
        } finally {
            deflater.end();
        }
    }

    @Override
    public Bytes decompress(Bytes compressed, int length) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed.toArray());
            byte[] message = new byte[length];
            int filled = inflate(inflater, message);
            if (filled < length) {
                throw bad("it ends after " + filled + " bytes, " + length + " were claimed");
            }
            // The checksum comes after the last byte, so the end is reached only by asking for one more
            if (inflate(inflater, new byte[1]) > 0 || !inflater.finished()) {
                throw bad("it goes on after the " + length + " bytes that were claimed");
            }
            if (inflater.getRemaining() > 0) {
                throw bad(inflater.getRemaining() + " bytes are left over");
            }
            return Bytes.wrap(message);
        } catch (DataFormatException malformed) {
            throw bad("it is not zlib");
        } finally {
            inflater.end();
        }
    }

    /** Fills {@code message} as far as the input leads; each round makes a byte or is the last. */
    private static int inflate(Inflater inflater, byte[] message) throws DataFormatException {
        int filled = 0;
        int made = 1;
        while (made > 0 && filled < message.length) {
            made = inflater.inflate(message, filled, message.length - filled);
            filled += made;
        }
        return filled;
    }

    private static ViolationException bad(String detail) {
        return new ViolationException(Violation.BAD_COMPRESSED_CERTIFICATE, detail);
    }
}
