// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.keyschedule;

import dev.limpid.keyschedule.Derivation.Origin;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.SecretKind;
import dev.limpid.observe.Side;
import dev.limpid.wire.Bytes;

/**
 * The first of the three extractions (RFC 9846 section 7.1). It yields its children, and then, once, the next.
 *
 * <pre>
 *             0
 *             |
 *             v
 *   PSK -> HKDF-Extract = Early Secret
 *             |
 *             +---> Derive-Secret(., "ext binder" | "res binder" | "imp binder", "") = binder_key
 *             +---> Derive-Secret(., "c e traffic", ClientHello)      = client_early_traffic_secret
 *             +---> Derive-Secret(., "e exp master", ClientHello)     = early_exporter_secret
 *             v
 *       Derive-Secret(., "derived", "")
 *             |
 *             v
 *   asymmetric shared secret -> HKDF-Extract = {@link HandshakeSecret}
 * </pre>
 *
 * Not thread-safe.
 */
public final class EarlySecret {
    private final Derivation derivation;
    private final SecretBytes secret;
    private final String binderLabel;
    private final boolean guessable;

    private EarlySecret(Derivation derivation, byte[] psk, String binderLabel, boolean guessable) {
        this.derivation = derivation;
        this.binderLabel = binderLabel;
        this.guessable = guessable;
        Origin origin = Origin.of(SecretKind.EARLY_SECRET, guessable);
        this.secret = derivation.extract(origin, new byte[derivation.hashLength()], psk);
    }

    /** The early secret of a handshake without a PSK: the extraction of zeros. */
    public static EarlySecret withoutPsk(Derivation derivation) {
        return new EarlySecret(derivation, new byte[derivation.hashLength()], "", false);
    }

    /**
     * The early secret of a PSK.
     *
     * @param psk stays the caller's
     */
    public static EarlySecret ofPsk(Derivation derivation, PskKind kind, byte[] psk) {
        return switch (kind) {
            case EXTERNAL -> new EarlySecret(derivation, psk, "ext binder", true);
            case IMPORTED -> new EarlySecret(derivation, psk, "imp binder", true);
            case RESUMPTION -> new EarlySecret(derivation, psk, "res binder", false);
        };
    }

    /** Where a PSK comes from; the binder's label tells them apart, so that one can't pass for the other. */
    public enum PskKind {
        /** Provisioned outside of TLS. */
        EXTERNAL,
        /** Made of such a one for one protocol and one hash (RFC 9258 section 5.2). */
        IMPORTED,
        /** From a ticket of an earlier connection. */
        RESUMPTION
    }

    /**
     * The key of the PSK's binder.
     *
     * @throws IllegalStateException without a PSK
     */
    public BinderKey binderKey() {
        if (binderLabel.isEmpty()) {
            throw new IllegalStateException("no PSK, no binder");
        }
        Origin origin = Origin.of(SecretKind.BINDER_KEY, guessable, SecretKind.EARLY_SECRET);
        return new BinderKey(
                derivation, derivation.deriveSecret(origin, secret, binderLabel, derivation.emptyHash()), guessable);
    }

    /** client_early_traffic_secret, given the hash of the whole ClientHello. */
    public TrafficSecret clientEarlyTraffic(Bytes transcriptHash) {
        Origin origin = Origin.of(SecretKind.CLIENT_EARLY_TRAFFIC, guessable, SecretKind.EARLY_SECRET);
        return new TrafficSecret(
                derivation,
                Side.CLIENT,
                Epoch.EARLY_DATA,
                origin,
                derivation.deriveSecret(origin, secret, "c e traffic", transcriptHash));
    }

    /** early_exporter_secret, given the hash of the whole ClientHello. */
    public ExporterSecret earlyExporter(Bytes transcriptHash) {
        Origin origin = Origin.of(SecretKind.EARLY_EXPORTER, guessable, SecretKind.EARLY_SECRET);
        return new ExporterSecret(derivation, derivation.deriveSecret(origin, secret, "e exp master", transcriptHash));
    }

    /**
     * The next extraction; this secret is destroyed.
     *
     * @param sharedSecret of the key exchange; zeroed
     */
    public HandshakeSecret handshakeSecret(byte[] sharedSecret) {
        derivation.reportShared(sharedSecret);
        HandshakeSecret next =
                HandshakeSecret.extract(derivation, secret, sharedSecret, false, SecretKind.SHARED_SECRET);
        java.util.Arrays.fill(sharedSecret, (byte) 0);
        return next;
    }

    /** The next extraction where the PSK alone is the secret (psk_ke); this secret is destroyed. */
    public HandshakeSecret handshakeSecretOfPskAlone() {
        return HandshakeSecret.extract(derivation, secret, new byte[derivation.hashLength()], guessable);
    }

    /** Forgets the secret: of a PSK that wasn't selected. Does nothing the second time. */
    public void destroy() {
        secret.destroy();
    }

    @Override
    public String toString() {
        return secret.toString();
    }
}
