// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What may be shown of a secret: the first 8 hexadecimal digits of SHA-256("limpid fingerprint" ‖ label ‖ secret). Equal on
 * both ends means the same secret. Never made of a secret that can be guessed, such as an external PSK.
 *
 * @param text 8 hexadecimal digits in two groups, such as {@code 3f1c 90aa}
 */
public record Fingerprint(String text) {
    private static final byte[] DOMAIN = "limpid fingerprint".getBytes(StandardCharsets.UTF_8);

    /** The fingerprint of {@code secret}, which is not kept. */
    static Fingerprint of(String label, byte[] secret) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(DOMAIN);
            sha256.update(label.getBytes(StandardCharsets.UTF_8));
            String hex = HexFormat.of().formatHex(sha256.digest(secret), 0, 4);
            return new Fingerprint(hex.substring(0, 4) + " " + hex.substring(4));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** {@code ⟨3f1c 90aa⟩}. */
    @Override
    public String toString() {
        return "⟨" + text + "⟩";
    }
}
