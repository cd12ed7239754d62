// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.util.Native;
import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.identity.CertificateCompressor;
import dev.limpid.registry.CertificateCompression;
import dev.limpid.wire.Bytes;

/** RFC 8878 by zstd-jni. */
final class Zstandard implements CertificateCompressor {
    /** The best that needs no more memory for reading. */
    private static final int LEVEL = 19;

    private Zstandard() {}

    /** @throws LinkageError if the library or its native code is missing */
    static CertificateCompressor compressor() {
        Native.load();
        return new Zstandard();
    }

    @Override
    public CertificateCompression algorithm() {
        return CertificateCompression.ZSTD;
    }

    @Override
    public Bytes compress(Bytes message) {
        return Bytes.wrap(Zstd.compress(message.toArray(), LEVEL));
    }

    @Override
    public Bytes decompress(Bytes compressed, int length) {
        byte[] message = new byte[length];
        try (ZstdDecompressCtx decoder = new ZstdDecompressCtx()) {
            // Straight into the message: what would be longer is refused where it would leave it, and there is no
            // window beside it
            int made = decoder.decompressByteArray(message, 0, length, compressed.toArray(), 0, compressed.length());
            if (made < length) {
                throw bad("it ends after " + made + " bytes, " + length + " were claimed");
            }
            return Bytes.wrap(message);
        } catch (ZstdException malformed) {
            throw bad("it is not zstd, has bytes left over, or becomes longer than the " + length + " bytes claimed");
        }
    }

    private static ViolationException bad(String detail) {
        return new ViolationException(Violation.BAD_COMPRESSED_CERTIFICATE, detail);
    }
}
