// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.record;

import dev.limpid.config.PaddingPolicy;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.keyschedule.Derivation;
import dev.limpid.keyschedule.TrafficKeys;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ContentType;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;

/** A writer and a reader under the same keys, and records made by hand for what a writer never writes. */
final class Channel {
    static final CryptoProvider CRYPTO = JcaCryptoProvider.jdk();
    static final CipherSuite SUITE = CipherSuite.TLS_AES_128_GCM_SHA256;

    private Channel() {}

    static RecordWriter writer(RecordLimits limits, PaddingPolicy padding) {
        RecordWriter writer = new RecordWriter(CRYPTO, Recorder.none(), limits, padding);
        writer.install(keys(SUITE, 1), Epoch.APPLICATION);
        return writer;
    }

    static RecordWriter writer() {
        return writer(RecordLimits.STANDARD, PaddingPolicy.NONE);
    }

    static RecordReader reader() {
        RecordReader reader = new RecordReader(CRYPTO, Recorder.none());
        reader.install(keys(SUITE, 1), Epoch.APPLICATION);
        return reader;
    }

    static TrafficKeys keys(CipherSuite suite, int seed) {
        Derivation derivation = new Derivation(CRYPTO, suite.hash().orElseThrow(), Recorder.none());
        byte[] secret = new byte[derivation.algorithm().length()];
        secret[0] = (byte) seed;
        return TrafficSecret.of(derivation, Side.CLIENT, Epoch.APPLICATION, secret)
                .keys(suite);
    }

    /** A protected record with exactly these inner bytes: content, type, padding. */
    static ByteBuffer sealed(RecordProtection protection, byte[] inner) {
        int length = inner.length + protection.tagLength();
        byte[] header = {23, 3, 3, (byte) (length >>> 8), (byte) length};
        byte[] record = new byte[RecordLimits.HEADER + length];
        System.arraycopy(header, 0, record, 0, header.length);
        protection.seal(header, inner, 0, inner.length, new byte[0], 0, record, RecordLimits.HEADER);
        return ByteBuffer.wrap(record);
    }

    static RecordProtection protection() {
        return RecordProtection.of(CRYPTO, keys(SUITE, 1));
    }

    static ByteBuffer plain(ContentType type, int version, byte[] content) {
        return ByteBuffer.allocate(RecordLimits.HEADER + content.length)
                .put((byte) type.code())
                .putShort((short) version)
                .putShort((short) content.length)
                .put(content)
                .flip();
    }

    /** {@code length} bytes of content followed by {@code type} and {@code padding} zeros. */
    static byte[] inner(int length, ContentType type, int padding) {
        byte[] inner = new byte[length + 1 + padding];
        System.arraycopy(content(length), 0, inner, 0, length);
        inner[length] = (byte) type.code();
        return inner;
    }

    static byte[] content(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (i * 31 + 7);
        }
        return content;
    }

    static ByteBuffer written(RecordWriter writer, ContentType type, byte[] content) {
        ByteBuffer wire = ByteBuffer.allocate(Math.toIntExact(writer.wireLength(type, content.length)));
        writer.write(type, ByteBuffer.wrap(content), wire);
        return wire.flip();
    }

    static Bytes zeros(int length) {
        return Bytes.wrap(new byte[length]);
    }
}
