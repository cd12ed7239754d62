// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What a response carries. */
public sealed interface Body {
    /** How many bytes it has. */
    long length();

    /** Writes all of it. @throws IOException if the source or {@code out} fails */
    void writeTo(OutputStream out) throws IOException;

    /** {@code text} in UTF-8. */
    static Body of(String text) {
        return new Memory(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes that are here already. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Memory(byte[] bytes) implements Body {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }

    /** A part of a file. */
    record FilePart(Path file, long from, long length) implements Body {
        private static final int CHUNK = 1 << 16;

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                in.skipNBytes(from);
                byte[] chunk = new byte[CHUNK];
                for (long left = length; left > 0; ) {
                    int n = in.read(chunk, 0, (int) Math.min(CHUNK, left));
                    if (n < 0) {
                        throw new EOFException("the file became shorter while it was sent");
                    }
                    out.write(chunk, 0, n);
                    left -= n;
                }
            }
        }
    }
}
