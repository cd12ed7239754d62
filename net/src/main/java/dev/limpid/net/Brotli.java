// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import com.aayushatharva.brotli4j.encoder.Encoder;
import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.identity.CertificateCompressor;
import dev.limpid.registry.CertificateCompression;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** RFC 7932 by brotli4j. */
final class Brotli implements CertificateCompressor {
    private Brotli() {}

    /** @throws LinkageError if the library or its native code is missing */
    static CertificateCompressor compressor() {
        Brotli4jLoader.ensureAvailability();
        return new Brotli();
    }

    @Override
    public CertificateCompression algorithm() {
        return CertificateCompression.BROTLI;
    }

    @Override
    public Bytes compress(Bytes message) {
        try {
            return Bytes.wrap(Encoder.compress(message.toArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Bytes decompress(Bytes compressed, int length) {
        if (compressed.isEmpty()) {
            throw bad("it is empty");
        }
        DecoderJNI.Wrapper decoder = decoder(compressed.length());
        try {
            decoder.getInputBuffer().put(compressed.toBuffer());
            decoder.push(compressed.length());
            return Bytes.wrap(decompressed(decoder, length));
        } finally {
            decoder.destroy();
        }
    }

    private static DecoderJNI.Wrapper decoder(int input) {
        try {
            return new DecoderJNI.Wrapper(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends, since a piece that is pulled has bytes, and what is more than {@code length} of them is refused. */
    private static byte[] decompressed(DecoderJNI.Wrapper decoder, int length) {
        ByteBuffer message = ByteBuffer.allocate(length);
        while (decoder.getStatus() != DecoderJNI.Status.DONE) {
            switch (decoder.getStatus()) {
                case OK -> decoder.push(0);
                case NEEDS_MORE_OUTPUT -> take(decoder.pull(), message);
                case NEEDS_MORE_INPUT -> throw bad("its end is missing");
                default -> throw bad("it is not brotli, or has bytes left over");
            }
        }
        if (message.hasRemaining()) {
            throw bad("it ends after " + message.position() + " bytes, " + length + " were claimed");
        }
        return message.array();
    }

    private static void take(ByteBuffer piece, ByteBuffer message) {
        if (piece.remaining() > message.remaining()) {
            throw bad("it goes on after the " + message.capacity() + " bytes that were claimed");
        }
        message.put(piece);
    }

    private static ViolationException bad(String detail) {
        return new ViolationException(Violation.BAD_COMPRESSED_CERTIFICATE, detail);
    }
}
