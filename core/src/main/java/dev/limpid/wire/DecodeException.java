// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.wire;

/**
 * Bytes that are not what section 3's notation promises. Says where: the offset in the input and the path of fields, such
 * as {@code ClientHello.extensions[3].key_share}. The driver answers it with {@code decode_error} (section 6.2).
 */
public final class DecodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String problem;
    private final int offset;

    DecodeException(String path, int offset, String problem) {
        super(path + " at byte " + offset + ": " + problem, null, false, true);
        this.path = path;
        this.offset = offset;
        this.problem = problem;
    }

    /** The fields from the outermost to the one that failed, dot-separated. */
    public String path() {
        return path;
    }

    /** The offset of the failure from the start of the outermost input, in bytes. */
    public int offset() {
        return offset;
    }

    /** What is wrong there, as a phrase. */
    public String problem() {
        return problem;
    }
}
