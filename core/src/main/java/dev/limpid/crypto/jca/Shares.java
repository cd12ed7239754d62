// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.crypto.KeyExchange;
import dev.limpid.wire.Bytes;
import java.util.Arrays;

/** A key exchange whose shares have fixed lengths, as all of TLS 1.3's have: what hybrids are put together from. */
interface Shares extends KeyExchange {
    /** The length of a client's share, in bytes. */
    int clientShareLength();

    /** The length of a server's share, in bytes. */
    int serverShareLength();

    /** {@code share} if it has the {@code expected} length; checked before anything is computed with it. */
    default Bytes checkLength(Bytes share, int expected) {
        if (share.length() != expected) {
            throw badShare("of " + share.length() + " bytes instead of " + expected);
        }
        return share;
    }

    /** What to throw at a share that is not a public value of this group. */
    default ViolationException badShare(String detail) {
        return new ViolationException(Violation.BAD_KEY_SHARE, group() + " share " + detail);
    }

    /** The part of {@code encoded} behind {@code prefix}: the raw key of a SubjectPublicKeyInfo. */
    static Bytes strip(Bytes prefix, byte[] encoded, int length) {
        int start = encoded.length - length;
        if (start != prefix.length() || !Bytes.of(encoded, 0, start).equals(prefix)) {
            throw new IllegalStateException("the provider encodes its public keys in an unknown way");
        }
        return Bytes.of(encoded, start, length);
    }

    /** {@code secret} padded on the left to {@code length} bytes, which most providers have done already. */
    static byte[] padded(byte[] secret, int length) {
        //= R7.4.2-1
        if (secret.length == length) {
            return secret;
        }
        byte[] padded = new byte[length];
        System.arraycopy(secret, 0, padded, length - secret.length, secret.length);
        Arrays.fill(secret, (byte) 0);
        return padded;
    }
}
