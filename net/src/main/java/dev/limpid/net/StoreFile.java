// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file of keys or certificates, read whole, and what it looks like: people seldom know the format of what they were given.
 */
final class StoreFile {
    private static final long MAX_BYTES = 16 << 20;
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;

    private final String source;
    private final byte[] content;
    private final Format format;

    private StoreFile(String source, byte[] content, Format format) {
        this.source = source;
        this.content = content;
        this.format = format;
    }

    /** What the first bytes say. */
    enum Format {
        PEM("text in PEM"),
        CERTIFICATE_DER("one certificate in DER"),
        KEY_DER("a private key in DER"),
        PKCS12("a PKCS#12 store"),
        JKS("a Java key store"),
        UNKNOWN("neither PEM nor DER nor a key store");

        private final String title;

        Format(String title) {
            this.title = title;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /**
     * Reads {@code path}.
     *
     * @throws StoreException if that fails, or the file is larger than 16 MiB
     */
    static StoreFile read(Path path) {
        String source = path.toString();
        try {
            if (Files.isDirectory(path)) {
                throw new StoreException(source, "is a directory where a file is needed", "");
            }
            if (Files.size(path) > MAX_BYTES) {
                throw new StoreException(source, "is larger than 16 MiB, no file of keys or certificates", "");
            }
            byte[] content = Files.readAllBytes(path);
            if (isUtf16(content)) {
                throw new StoreException(source, "is text in UTF-16", "save it as plain ASCII or UTF-8");
            }
            return new StoreFile(source, content, formatOf(content));
        } catch (NoSuchFileException missing) {
            throw new StoreException(source, "there is no such file", "");
        } catch (AccessDeniedException denied) {
            throw new StoreException(source, "may not be read by this user", "");
        } catch (IOException failure) {
            throw new StoreException(
                    source, "cannot be read: " + failure.getClass().getSimpleName(), "");
        }
    }

    /** The file as people know it. */
    String source() {
        return source;
    }

    /** All of it: this object's own array. */
    byte[] content() {
        return content;
    }

    Format format() {
        return format;
    }

    /** As Windows' shells write text unless told otherwise; it begins with a byte order mark. */
    private static boolean isUtf16(byte[] content) {
        if (content.length < 2) {
            return false;
        }
        int mark = (content[0] & 0xff) << 8 | content[1] & 0xff;
        return mark == 0xfeff || mark == 0xfffe;
    }

    private static Format formatOf(byte[] content) {
        if (PemBlock.looksLikePem(content)) {
            return Format.PEM;
        }
        if (content.length < 6) {
            return Format.UNKNOWN;
        }
        int magic =
                (content[0] & 0xff) << 24 | (content[1] & 0xff) << 16 | (content[2] & 0xff) << 8 | content[3] & 0xff;
        if (magic == 0xfeedfeed || magic == 0xcececece) {
            return Format.JKS;
        }
        return content[0] == SEQUENCE ? formatOfDer(content) : Format.UNKNOWN;
    }

    /** A certificate begins with a sequence; a PKCS#12 store with version 3; a private key with version 0 or 1. */
    private static Format formatOfDer(byte[] content) {
        int lengthBytes = content[1] < 0 ? content[1] & 0x7f : 0;
        int inner = 2 + lengthBytes;
        if (inner + 2 >= content.length) {
            return Format.UNKNOWN;
        }
        if (content[inner] == SEQUENCE) {
            return Format.CERTIFICATE_DER;
        }
        if (content[inner] != INTEGER) {
            return Format.UNKNOWN;
        }
        return content[inner + 2] == 3 ? Format.PKCS12 : Format.KEY_DER;
    }

    /** Source and format, never the content. */
    @Override
    public String toString() {
        return source + ", " + format;
    }
}
