// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.keyschedule;

import dev.limpid.crypto.Aead;
import dev.limpid.keyschedule.Derivation.Origin;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.SecretKind;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.wire.Bytes;
import java.util.List;

/** The traffic secret of one direction and one epoch (RFC 9846 sections 7.1 to 7.3). Not thread-safe. */
public final class TrafficSecret {
    private final Derivation derivation;
    private final Side sender;
    private final Epoch epoch;
    private Origin origin;
    private final SecretBytes secret;

    TrafficSecret(Derivation derivation, Side sender, Epoch epoch, Origin origin, SecretBytes secret) {
        this.derivation = derivation;
        this.sender = sender;
        this.epoch = epoch;
        this.origin = origin;
        this.secret = secret;
    }

    /**
     * A traffic secret that was not derived here, such as one from a key log.
     *
     * @param secret copied
     * @throws IllegalArgumentException if there is no such secret, or it has not the length of the hash
     */
    public static TrafficSecret of(Derivation derivation, Side sender, Epoch epoch, byte[] secret) {
        SecretKind kind = kind(sender, epoch);
        if (secret.length != derivation.hashLength()) {
            throw new IllegalArgumentException(kind.title() + " of " + secret.length + " bytes");
        }
        SecretBytes bytes = new SecretBytes(kind.title(), secret.clone());
        return new TrafficSecret(derivation, sender, epoch, Origin.of(kind, false), bytes);
    }

    /** Who sends what it protects. */
    public Side sender() {
        return sender;
    }

    /** Which stretch of the connection it protects. */
    public Epoch epoch() {
        return epoch;
    }

    /** N of application_traffic_secret_N; 0 in other epochs. */
    public long generation() {
        return origin.generation();
    }

    /** The key and IV of this direction and epoch (section 7.3). */
    public TrafficKeys keys(CipherSuite suite) {
        SecretBytes key =
                derivation.expand(child(SecretKind.WRITE_KEY), secret, "key", Bytes.EMPTY, Aead.keyLength(suite));
        SecretBytes iv = derivation.expand(child(SecretKind.WRITE_IV), secret, "iv", Bytes.EMPTY, Aead.NONCE_LENGTH);
        return new TrafficKeys(suite, key, iv);
    }

    /** Finished.verify_data under this secret, given the hash up to the message before (section 4.5.3). */
    public Bytes finishedMac(Bytes transcriptHash) {
        return FinishedKey.mac(derivation, secret, origin, transcriptHash);
    }

    /** Whether {@code verifyData} is right; takes the same time wherever it is wrong. */
    public boolean verifiesFinished(Bytes transcriptHash, Bytes verifyData) {
        return FinishedKey.matches(finishedMac(transcriptHash), verifyData);
    }

    /**
     * application_traffic_secret_N+1 (section 7.2); this one is destroyed.
     *
     * @throws IllegalStateException in another epoch: only application traffic secrets are updated
     */
    public TrafficSecret next() {
        if (epoch != Epoch.APPLICATION) {
            throw new IllegalStateException("the keys of the epoch " + epoch + " are never updated");
        }
        //= R7.2-1
        Origin next = new Origin(
                origin.kind(), List.of(origin.kind()), Math.addExact(origin.generation(), 1), origin.guessable());
        SecretBytes updated = derivation.expand(next, secret, "traffic upd", Bytes.EMPTY, derivation.hashLength());
        secret.destroy();
        return new TrafficSecret(derivation, sender, epoch, next, updated);
    }

    /** Nothing may be derived from this connection's secrets for long: what can be made anew is let go. */
    public void rest() {
        derivation.rest();
    }

    /** Forgets the secret. Does nothing the second time. */
    public void destroy() {
        secret.destroy();
    }

    /** For the test of what happens after 2^48 - 1 updates. */
    void skipTo(long generation) {
        origin = new Origin(origin.kind(), origin.parents(), generation, origin.guessable());
    }

    @Override
    public String toString() {
        return origin.generation() == 0 ? secret.toString() : secret + " " + origin.generation();
    }

    private Origin child(SecretKind kind) {
        return new Origin(kind, List.of(origin.kind()), origin.generation(), origin.guessable());
    }

    private static SecretKind kind(Side sender, Epoch epoch) {
        boolean client = sender == Side.CLIENT;
        return switch (epoch) {
            case HANDSHAKE -> client ? SecretKind.CLIENT_HANDSHAKE_TRAFFIC : SecretKind.SERVER_HANDSHAKE_TRAFFIC;
            case APPLICATION -> client ? SecretKind.CLIENT_APPLICATION_TRAFFIC : SecretKind.SERVER_APPLICATION_TRAFFIC;
            case EARLY_DATA -> {
                if (client) {
                    yield SecretKind.CLIENT_EARLY_TRAFFIC;
                }
                throw new IllegalArgumentException("a server sends no early data");
            }
            case INITIAL -> throw new IllegalArgumentException("plaintext has no keys");
        };
    }
}
