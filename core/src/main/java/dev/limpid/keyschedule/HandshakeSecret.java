// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.keyschedule;

import dev.limpid.keyschedule.Derivation.Origin;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.SecretKind;
import dev.limpid.observe.Side;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * The second extraction (RFC 9846 section 7.1). It yields its children, and then, once, the next.
 *
 * <pre>
 *   Derive-Secret(early secret, "derived", "")
 *             |
 *             v
 *   asymmetric shared secret -> HKDF-Extract = Handshake Secret
 *             |
 *             +---> Derive-Secret(., "c hs traffic", ClientHello...ServerHello) = client_handshake_traffic_secret
 *             +---> Derive-Secret(., "s hs traffic", ClientHello...ServerHello) = server_handshake_traffic_secret
 *             v
 *       Derive-Secret(., "derived", "")
 *             |
 *             v
 *        0 -> HKDF-Extract = {@link MainSecret}
 * </pre>
 *
 * Not thread-safe.
 */
public final class HandshakeSecret {
    private final Derivation derivation;
    private final SecretBytes secret;
    private final boolean guessable;

    private HandshakeSecret(Derivation derivation, SecretBytes secret, boolean guessable) {
        this.derivation = derivation;
        this.secret = secret;
        this.guessable = guessable;
    }

    /** Extracts, and destroys {@code early}. */
    static HandshakeSecret extract(
            Derivation derivation, SecretBytes early, byte[] input, boolean guessable, SecretKind... inputs) {
        List<SecretKind> parents = new ArrayList<>(List.of(SecretKind.EARLY_SECRET));
        parents.addAll(List.of(inputs));
        Origin origin = new Origin(SecretKind.HANDSHAKE_SECRET, List.copyOf(parents), 0, guessable);
        SecretBytes secret = next(derivation, origin, early, input);
        return new HandshakeSecret(derivation, secret, guessable);
    }

    /** One step down the left side of the figure: "derived" of one secret salts the extraction of the next. */
    static SecretBytes next(Derivation derivation, Origin origin, SecretBytes former, byte[] input) {
        SecretBytes salt = new SecretBytes(
                "salt",
                derivation.expandLabel(former.open(), "derived", derivation.emptyHash(), derivation.hashLength()));
        SecretBytes secret = derivation.extract(origin, salt.open(), input);
        salt.destroy();
        former.destroy();
        return secret;
    }

    /** client_handshake_traffic_secret, given the hash of ClientHello to ServerHello. */
    public TrafficSecret clientTraffic(Bytes transcriptHash) {
        return traffic(Side.CLIENT, SecretKind.CLIENT_HANDSHAKE_TRAFFIC, "c hs traffic", transcriptHash);
    }

    /** server_handshake_traffic_secret, given the hash of ClientHello to ServerHello. */
    public TrafficSecret serverTraffic(Bytes transcriptHash) {
        return traffic(Side.SERVER, SecretKind.SERVER_HANDSHAKE_TRAFFIC, "s hs traffic", transcriptHash);
    }

    /** The last extraction; this secret is destroyed. */
    public MainSecret mainSecret() {
        return MainSecret.extract(derivation, secret, guessable);
    }

    /** Forgets the secret: of a handshake that failed. Does nothing the second time. */
    public void destroy() {
        secret.destroy();
    }

    @Override
    public String toString() {
        return secret.toString();
    }

    private TrafficSecret traffic(Side sender, SecretKind kind, String label, Bytes transcriptHash) {
        Origin origin = Origin.of(kind, guessable, SecretKind.HANDSHAKE_SECRET);
        return new TrafficSecret(
                derivation,
                sender,
                Epoch.HANDSHAKE,
                origin,
                derivation.deriveSecret(origin, secret, label, transcriptHash));
    }
}
