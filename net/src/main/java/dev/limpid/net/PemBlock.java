// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** One block of a PEM file (RFC 7468), whatever surrounds it. */
final class PemBlock {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private final String label;
    private final int line;
    private final boolean encrypted;
    private final byte[] content;

    private PemBlock(String label, int line, boolean encrypted, byte[] content) {
        this.label = label;
        this.line = line;
        this.encrypted = encrypted;
        this.content = content;
    }

    /** What stands between BEGIN and the dashes. */
    String label() {
        return label;
    }

    /** Where the block begins, from 1. */
    int line() {
        return line;
    }

    /** Whether RFC 1421 headers say that the content is encrypted, as OpenSSL did before PKCS#8. */
    boolean encrypted() {
        return encrypted;
    }

    /** What the base 64 spells: this block's own array. */
    byte[] content() {
        return content;
    }

    /** The content, as a copy that cannot be wiped: for what is public. */
    Bytes toBytes() {
        return Bytes.of(content);
    }

    /** Overwrites the content. */
    void wipe() {
        Arrays.fill(content, (byte) 0);
    }

    /** Label and place, never the content. */
    @Override
    public String toString() {
        return label + " at line " + line;
    }

    /** Whether a file looks as if it were PEM. */
    static boolean looksLikePem(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1).contains(BEGIN);
    }

    /**
     * All blocks of {@code file}; none if it has none.
     *
     * @throws StoreException if a block is damaged
     */
    static List<PemBlock> parse(String source, byte[] file) {
        String[] lines = new String(file, StandardCharsets.ISO_8859_1).split("\r\n|\n|\r", -1);
        List<PemBlock> blocks = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            int at = lines[i].indexOf(BEGIN);
            if (at >= 0) {
                int end = endOf(source, lines, i);
                blocks.add(block(source, lines, i, end));
                i = end;
            }
        }
        return blocks;
    }

    private static String label(String source, String text, int line) {
        String label = text.strip();
        if (!label.endsWith(DASHES)) {
            throw new StoreException(source, "line " + line + ": five dashes have to end this line", "");
        }
        return label.substring(0, label.length() - DASHES.length());
    }

    private static int endOf(String source, String[] lines, int begin) {
        String label = label(source, lines[begin].substring(lines[begin].indexOf(BEGIN) + BEGIN.length()), begin + 1);
        for (int i = begin + 1; i < lines.length; i++) {
            if (lines[i].contains(BEGIN)) {
                throw unfinished(source, label, begin);
            }
            int at = lines[i].indexOf(END);
            if (at >= 0) {
                String ended = label(source, lines[i].substring(at + END.length()), i + 1);
                if (!ended.equals(label)) {
                    throw new StoreException(
                            source, "line " + (i + 1) + ": END " + ended + " where END " + label + " is due", "");
                }
                return i;
            }
        }
        throw unfinished(source, label, begin);
    }

    private static StoreException unfinished(String source, String label, int begin) {
        return new StoreException(
                source,
                "line " + (begin + 1) + ": the block " + label + " has no end",
                "copy the file again: it seems to have been cut");
    }

    private static PemBlock block(String source, String[] lines, int begin, int end) {
        String label = label(source, lines[begin].substring(lines[begin].indexOf(BEGIN) + BEGIN.length()), begin + 1);
        StringBuilder base64 = new StringBuilder();
        boolean encrypted = false;
        for (int i = begin + 1; i < end; i++) {
            if (lines[i].indexOf(':') >= 0) {
                encrypted |= lines[i].toUpperCase(Locale.ROOT).contains("ENCRYPTED");
            } else {
                base64.append(lines[i].strip());
            }
        }
        try {
            byte[] content = Base64.getDecoder().decode(base64.toString());
            return new PemBlock(label, begin + 1, encrypted, content);
        } catch (IllegalArgumentException notBase64) {
            throw new StoreException(
                    source,
                    "line " + (begin + 1) + ": the block " + label + " is not valid base 64",
                    "copy the file again: it seems to be damaged");
        }
    }
}
