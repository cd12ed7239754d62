// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.keyschedule;

import dev.limpid.keyschedule.Derivation.Origin;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.SecretKind;
import dev.limpid.observe.Side;
import dev.limpid.wire.Bytes;

/**
 * The last extraction (RFC 9846 section 7.1).
 *
 * <pre>
 *   Derive-Secret(handshake secret, "derived", "")
 *             |
 *             v
 *        0 -> HKDF-Extract = Main Secret
 *             |
 *             +---> Derive-Secret(., "c ap traffic", ClientHello...server Finished) = client_application_traffic_secret_0
 *             +---> Derive-Secret(., "s ap traffic", ClientHello...server Finished) = server_application_traffic_secret_0
 *             +---> Derive-Secret(., "exp master", ClientHello...server Finished)   = exporter_secret
 *             +---> Derive-Secret(., "res master", ClientHello...client Finished)   = resumption_secret
 * </pre>
 *
 * Not thread-safe.
 */
public final class MainSecret {
    private final Derivation derivation;
    private final SecretBytes secret;
    private final boolean guessable;

    private MainSecret(Derivation derivation, SecretBytes secret, boolean guessable) {
        this.derivation = derivation;
        this.secret = secret;
        this.guessable = guessable;
    }

    /** Extracts, and destroys {@code handshake}. */
    static MainSecret extract(Derivation derivation, SecretBytes handshake, boolean guessable) {
        Origin origin = Origin.of(SecretKind.MAIN_SECRET, guessable, SecretKind.HANDSHAKE_SECRET);
        byte[] zeros = new byte[derivation.hashLength()];
        return new MainSecret(derivation, HandshakeSecret.next(derivation, origin, handshake, zeros), guessable);
    }

    /** client_application_traffic_secret_0, given the hash of ClientHello to the server's Finished. */
    public TrafficSecret clientTraffic(Bytes transcriptHash) {
        return traffic(Side.CLIENT, SecretKind.CLIENT_APPLICATION_TRAFFIC, "c ap traffic", transcriptHash);
    }

    /** server_application_traffic_secret_0, given the hash of ClientHello to the server's Finished. */
    public TrafficSecret serverTraffic(Bytes transcriptHash) {
        return traffic(Side.SERVER, SecretKind.SERVER_APPLICATION_TRAFFIC, "s ap traffic", transcriptHash);
    }

    /** exporter_secret, given the hash of ClientHello to the server's Finished. */
    public ExporterSecret exporter(Bytes transcriptHash) {
        Origin origin = Origin.of(SecretKind.EXPORTER, guessable, SecretKind.MAIN_SECRET);
        return new ExporterSecret(derivation, derivation.deriveSecret(origin, secret, "exp master", transcriptHash));
    }

    /** resumption_secret, given the hash of ClientHello to the client's Finished. */
    public ResumptionSecret resumption(Bytes transcriptHash) {
        Origin origin = Origin.of(SecretKind.RESUMPTION, guessable, SecretKind.MAIN_SECRET);
        return new ResumptionSecret(derivation, derivation.deriveSecret(origin, secret, "res master", transcriptHash));
    }

    /** Forgets the secret, once its children are derived. Does nothing the second time. */
    public void destroy() {
        secret.destroy();
    }

    @Override
    public String toString() {
        return secret.toString();
    }

    private TrafficSecret traffic(Side sender, SecretKind kind, String label, Bytes transcriptHash) {
        Origin origin = Origin.of(kind, guessable, SecretKind.MAIN_SECRET);
        return new TrafficSecret(
                derivation,
                sender,
                Epoch.APPLICATION,
                origin,
                derivation.deriveSecret(origin, secret, label, transcriptHash));
    }
}
