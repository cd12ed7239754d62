// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.function.Supplier;

/**
 * An OCSP response (RFC 6960) in a file, for {@link dev.limpid.identity.Credential#withOcspResponse}. Whoever runs a server fetches a
 * newer one every few days, so the file is read again when it has changed; while it is missing, half written or something else, the last
 * response stays. Thread-safe.
 */
public final class OcspFile implements Supplier<Bytes> {
    private static final int MAX_BYTES = 1 << 16;
    private static final int SEQUENCE = 0x30;

    private final Path path;
    private volatile Content content;

    /** What was in the file, and what told it from what was there before and after. */
    private record Content(FileTime modified, long size, Object key, Bytes response) {}

    private OcspFile(Path path, Content content) {
        this.path = path;
        this.content = content;
    }

    /**
     * The response in {@code path}, in DER.
     *
     * @throws StoreException if it cannot be read, is longer than 64 KiB, or is no response in DER
     */
    public static OcspFile of(Path path) {
        try {
            return new OcspFile(path, read(path, attributes(path)));
        } catch (IOException e) {
            throw new StoreException(
                    path.toString(), "cannot be read: " + e.getClass().getSimpleName(), "");
        }
    }

    /** The newest response. */
    @Override
    public Bytes get() {
        Content last = content;
        try {
            BasicFileAttributes now = attributes(path);
            if (!changed(last, now)) {
                return last.response();
            }
            Content next = read(path, now);
            content = next;
            return next.response();
        } catch (IOException | StoreException unreadable) {
            return last.response();
        }
    }

    private static boolean changed(Content last, BasicFileAttributes now) {
        return !now.lastModifiedTime().equals(last.modified())
                || now.size() != last.size()
                || !key(now).equals(last.key());
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
    }

    /** The file's identity; not every file system has one. */
    private static Object key(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return key == null ? "" : key;
    }

    private static Content read(Path path, BasicFileAttributes attributes) throws IOException {
        if (attributes.size() > MAX_BYTES) {
            throw new StoreException(path.toString(), "is longer than 64 KiB, no OCSP response", "");
        }
        byte[] response = Files.readAllBytes(path);
        if (!isOneSequence(response)) {
            throw new StoreException(
                    path.toString(),
                    "is no OCSP response in DER",
                    "fetch one: openssl ocsp -issuer ca.pem -cert cert.pem -url URL -respout FILE");
        }
        return new Content(attributes.lastModifiedTime(), attributes.size(), key(attributes), Bytes.wrap(response));
    }

    /** Whether the outermost length is that of the file: half a response is none. */
    private static boolean isOneSequence(byte[] der) {
        if (der.length < 2 || der[0] != SEQUENCE) {
            return false;
        }
        int lengthBytes = der[1] < 0 ? der[1] & 0x7f : 0;
        if (lengthBytes == 0) {
            return der[1] == der.length - 2;
        }
        if (lengthBytes > 3 || der.length < 2 + lengthBytes) {
            return false;
        }
        int length = 0;
        for (int i = 0; i < lengthBytes; i++) {
            length = length << 8 | der[2 + i] & 0xff;
        }
        return length == der.length - 2 - lengthBytes;
    }

    /** The file, not its content. */
    @Override
    public String toString() {
        return "OCSP response in " + path;
    }
}
