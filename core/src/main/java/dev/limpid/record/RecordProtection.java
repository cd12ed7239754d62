// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.record;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.crypto.Aead;
import dev.limpid.crypto.AeadException;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.keyschedule.TrafficKeys;
import dev.limpid.registry.CipherSuite;
import java.util.Arrays;

/**
 * The protection of one direction in one epoch (RFC 9846 sections 5.2 and 5.3): an AEAD key, an IV and the sequence number that
 * starts from zero with each key. Not thread-safe.
 */
public final class RecordProtection {
    private final CryptoProvider crypto;
    private final CipherSuite suite;
    private final Aead aead;
    private final byte[] iv;
    private final byte[] nonce = new byte[Aead.NONCE_LENGTH];
    private long sequence;

    private RecordProtection(CryptoProvider crypto, CipherSuite suite, Aead aead, byte[] iv) {
        this.crypto = crypto;
        this.suite = suite;
        this.aead = aead;
        this.iv = iv;
    }

    /** The protection under {@code keys}, which are destroyed. */
    public static RecordProtection of(CryptoProvider crypto, TrafficKeys keys) {
        return consuming(crypto, keys, crypto.aead(keys.suite(), keys.key()));
    }

    /** The protection of the next epoch or generation under {@code keys}, which are destroyed; so is this one. */
    public RecordProtection next(TrafficKeys keys) {
        if (!keys.suite().equals(suite)) {
            destroy();
            return of(crypto, keys);
        }
        Aead next = aead.rekey(keys.key());
        Arrays.fill(iv, (byte) 0);
        return consuming(crypto, keys, next);
    }

    /** The suite whose AEAD protects. */
    public CipherSuite suite() {
        return suite;
    }

    /** How many records went through: the sequence number of the next one. Unsigned. */
    public long sequence() {
        return sequence;
    }

    /** How much longer a protected text is than its plaintext, in bytes. */
    public int tagLength() {
        return aead.tagLength();
    }

    /** As {@link Aead#seal}, under the next nonce. */
    int seal(
            byte[] header,
            byte[] content,
            int offset,
            int length,
            byte[] tail,
            int tailLength,
            byte[] out,
            int outOffset) {
        int sealed = aead.seal(
                nonce(), header, RecordLimits.HEADER, content, offset, length, tail, tailLength, out, outOffset);
        sequence++;
        return sealed;
    }

    /** As {@link Aead#open}, under the next nonce, which only a record that opens uses up. */
    int open(byte[] header, byte[] sealed, int offset, int length, byte[] out, int outOffset) throws AeadException {
        int opened = aead.open(nonce(), header, RecordLimits.HEADER, sealed, offset, length, out, outOffset);
        sequence++;
        return opened;
    }

    /** Forgets the key and the IV. Does nothing the second time. */
    public void destroy() {
        aead.destroy();
        Arrays.fill(iv, (byte) 0);
    }

    @Override
    public String toString() {
        return "protection under " + suite + ", record " + Long.toUnsignedString(sequence);
    }

    /** For the test of what happens after 2^64 - 1 records. */
    void skipTo(long next) {
        sequence = next;
    }

    private byte[] nonce() {
        //= R5.3-2
        if (sequence == -1) {
            throw new ViolationException(Violation.KEY_USAGE_EXCEEDED, "the sequence number would wrap");
        }
        System.arraycopy(iv, 0, nonce, 0, nonce.length);
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[nonce.length - 1 - i] ^= (byte) (sequence >>> 8 * i);
        }
        return nonce;
    }

    private static RecordProtection consuming(CryptoProvider crypto, TrafficKeys keys, Aead aead) {
        //= R5.3-1
        RecordProtection protection =
                new RecordProtection(crypto, keys.suite(), aead, keys.iv().clone());
        keys.destroy();
        return protection;
    }
}
