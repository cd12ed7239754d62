// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto;

import dev.limpid.wire.Bytes;

/** What encapsulation yields: the share to send back, and the secret to keep. */
public final class Encapsulated {
    private final Bytes serverShare;
    private final byte[] sharedSecret;

    /** @param sharedSecret taken over, not copied */
    public Encapsulated(Bytes serverShare, byte[] sharedSecret) {
        this.serverShare = serverShare;
        this.sharedSecret = sharedSecret;
    }

    /** What the server's KeyShareEntry.key_exchange carries. */
    public Bytes serverShare() {
        return serverShare;
    }

    /** The shared secret itself, not a copy: whoever takes it zeroes it. */
    public byte[] sharedSecret() {
        return sharedSecret;
    }

    /** The lengths only. */
    @Override
    public String toString() {
        return "share of " + serverShare.length() + " bytes, secret of " + sharedSecret.length + " bytes";
    }
}
