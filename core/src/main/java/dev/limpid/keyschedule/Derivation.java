// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.keyschedule;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.Hash;
import dev.limpid.crypto.Hkdf;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.SecretKind;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HKDF-Extract and HKDF-Expand-Label (RFC 9846 section 7.1) for one connection. Every secret of the key schedule is made here and
 * nowhere else, so none escapes the observer. Thread-safe: the two halves of a connection update their keys independently.
 */
public final class Derivation {
    private static final String PREFIX = "tls13 ";
    private static final int MAXIMUM_LENGTH = 0xffff;

    private final CryptoProvider crypto;
    private final HashAlgorithm algorithm;
    private final Recorder recorder;
    private @Nullable Hkdf hkdf;
    private @Nullable Bytes emptyHash;

    /** Derives under the hash of the negotiated cipher suite, and tells {@code recorder}. */
    public Derivation(CryptoProvider crypto, HashAlgorithm algorithm, Recorder recorder) {
        this.crypto = crypto;
        this.algorithm = algorithm;
        this.recorder = recorder;
    }

    /** The hash of the key schedule. */
    public HashAlgorithm algorithm() {
        return algorithm;
    }

    /** Hash.length, in bytes. */
    int hashLength() {
        return algorithm().length();
    }

    /** Transcript-Hash of no message at all. */
    synchronized Bytes emptyHash() {
        Bytes known = emptyHash;
        if (known == null) {
            known = hash(Bytes.EMPTY);
            emptyHash = known;
        }
        return known;
    }

    /** Nothing may be derived for long: what can be made anew is let go. */
    synchronized void rest() {
        hkdf = null;
        emptyHash = null;
    }

    Bytes hash(Bytes content) {
        Hash hash = crypto.hash(algorithm());
        byte[] bytes = content.toArray();
        hash.update(bytes, 0, bytes.length);
        return Bytes.wrap(hash.digest());
    }

    /** HKDF-Extract, reported as {@code origin} says. */
    SecretBytes extract(Origin origin, byte[] salt, byte[] inputKeyingMaterial) {
        byte[] secret;
        synchronized (this) {
            secret = hkdf().extract(salt, inputKeyingMaterial);
        }
        return reported(origin, "", Bytes.EMPTY, secret);
    }

    /** HKDF-Expand-Label, reported as {@code origin} says. */
    SecretBytes expand(Origin origin, SecretBytes secret, String label, Bytes context, int length) {
        return reported(origin, label, context, expandLabel(secret.open(), label, context, length));
    }

    /** Derive-Secret: HKDF-Expand-Label with a transcript hash, to a secret as long as the hash. */
    SecretBytes deriveSecret(Origin origin, SecretBytes secret, String label, Bytes transcriptHash) {
        return expand(origin, secret, label, transcriptHash, hashLength());
    }

    /** HKDF-Expand-Label for what isn't part of the key tree: an inner step, or bytes that leave for the application. */
    byte[] expandLabel(byte[] secret, String label, Bytes context, int length) {
        byte[] info = info(label, context, length);
        synchronized (this) {
            return hkdf().expand(secret, info, length);
        }
    }

    /** HMAC under the key schedule's hash. */
    Bytes mac(byte[] key, Bytes data) {
        byte[] bytes = data.toArray();
        synchronized (this) {
            return Bytes.wrap(hkdf().mac(key, bytes));
        }
    }

    /** A secret that came from outside: the key exchange's. */
    void reportShared(byte[] sharedSecret) {
        recorder.derived(SecretKind.SHARED_SECRET, List.of(), 0, "", Bytes.EMPTY, sharedSecret, false);
    }

    private Hkdf hkdf() {
        Hkdf known = hkdf;
        if (known == null) {
            known = crypto.hkdf(algorithm);
            hkdf = known;
        }
        return known;
    }

    private SecretBytes reported(Origin origin, String label, Bytes context, byte[] secret) {
        if (recorder.wantsKeySchedule()) {
            recorder.derived(
                    origin.kind(), origin.parents(), origin.generation(), label, context, secret, origin.guessable());
        }
        return new SecretBytes(origin.kind().title(), secret);
    }

    /** The struct HkdfLabel: {@code label<7..255>}, {@code context<0..255>}. */
    static Bytes hkdfLabel(String label, Bytes context, int length) {
        return Bytes.wrap(info(label, context, length));
    }

    /** The same, in the array that HKDF wants: a handshake makes forty of them. */
    private static byte[] info(String label, Bytes context, int length) {
        byte[] full = (PREFIX + label).getBytes(StandardCharsets.UTF_8);
        if (label.isEmpty() || full.length > 255 || context.length() > 255) {
            throw new IllegalArgumentException("a label has 1 to 249 bytes and a context at most 255");
        }
        if (length < 0 || length > MAXIMUM_LENGTH) {
            throw new IllegalArgumentException("HKDF-Expand-Label cannot make " + length + " bytes");
        }
        byte[] info = new byte[4 + full.length + context.length()];
        info[0] = (byte) (length >>> 8);
        info[1] = (byte) length;
        info[2] = (byte) full.length;
        System.arraycopy(full, 0, info, 3, full.length);
        info[3 + full.length] = (byte) context.length();
        context.copyTo(info, 4 + full.length);
        return info;
    }

    /**
     * What a secret is and where it comes from.
     *
     * @param guessable whether nothing but a PSK of unknown strength went into it
     */
    record Origin(SecretKind kind, List<SecretKind> parents, long generation, boolean guessable) {
        static Origin of(SecretKind kind, boolean guessable, SecretKind... parents) {
            return new Origin(kind, List.of(parents), 0, guessable);
        }
    }
}
