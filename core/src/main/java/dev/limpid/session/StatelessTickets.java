// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.crypto.Aead;
import dev.limpid.crypto.AeadException;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.session.TicketOpening.Missed;
import dev.limpid.session.TicketOpening.Reason;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tickets that hold the session themselves, sealed with a key of the server's: nothing is stored, and every server that has the key
 * opens them. The price is that they can be used again until they expire, and that whoever gets the key can open them.
 *
 * <pre>
 *   struct {
 *       opaque key_name[16];
 *       opaque salt[32];       random: no two tickets look alike or share an AEAD key
 *       opaque sealed[...];    the session, 0x01, zeros up to a multiple of 64, the tag
 *   } Ticket;
 * </pre>
 *
 * AEAD key and nonce are HKDF-Expand(secret, "limpid ticket" || suite || key_name || salt), so that random nonces can't repeat under
 * one key however many tickets it makes. The padding hides how long names and certificates are. Thread-safe.
 */
public final class StatelessTickets implements Tickets {
    /** No ticket is longer, in bytes: it would be a burden to every ClientHello. */
    public static final int LONGEST_TICKET = 16 * 1024;

    private static final Bytes LABEL = Bytes.ofUtf8("limpid ticket");
    private static final int SALT_LENGTH = 32;
    private static final int HEADER = TicketKey.NAME_LENGTH + SALT_LENGTH;
    private static final int BLOCK = 64;
    private static final byte END = 1;

    private final CryptoProvider crypto;
    private final CipherSuite suite;
    private final TicketKeyRing keys;

    private StatelessTickets(CryptoProvider crypto, TicketKeyRing keys) {
        this.crypto = crypto;
        this.keys = keys;
        this.suite = crypto.cipherSuites().contains(CipherSuite.TLS_AES_256_GCM_SHA384)
                ? CipherSuite.TLS_AES_256_GCM_SHA384
                : crypto.cipherSuites().getFirst();
    }

    /** Tickets of this server alone, with keys that it makes and forgets as {@code rotation} says. */
    public static StatelessTickets rotating(CryptoProvider crypto, KeyRotation rotation) {
        return new StatelessTickets(crypto, TicketKeyRing.rotating(crypto, rotation));
    }

    /**
     * Tickets of all servers that are given the same keys. Replacing the keys is the caller's duty: see {@link #replaceKeys}.
     *
     * @param keys copied; the first one seals, all open
     * @throws IllegalArgumentException if there are none, or two have the same name
     */
    public static StatelessTickets withKeys(CryptoProvider crypto, List<TicketKey> keys) {
        return new StatelessTickets(crypto, TicketKeyRing.supplied(crypto, keys));
    }

    /**
     * From now on these keys and no others. To rotate the keys of a fleet, give every server the new key last, then the new key first,
     * and leave the old one out when its tickets have expired.
     *
     * @param keys copied; the first one seals, all open
     * @throws IllegalArgumentException if there are none, or two have the same name
     * @throws IllegalStateException if these tickets make their keys themselves
     */
    public void replaceKeys(List<TicketKey> keys) {
        this.keys.replace(keys);
    }

    @Override
    public Duration longestLifetime() {
        return keys.longestLifetime();
    }

    @Override
    public Optional<Bytes> issue(Session session) {
        byte[] content = session.encode();
        byte[] padding = padding(content.length);
        TicketKey key = keys.sealing(session.issuedAt());
        byte[] header = new byte[HEADER];
        byte[] salt = new byte[SALT_LENGTH];
        crypto.random(salt);
        key.name().copyTo(header, 0);
        System.arraycopy(salt, 0, header, TicketKey.NAME_LENGTH, SALT_LENGTH);
        try (Sealer sealer = new Sealer(key, header)) {
            int length = HEADER + content.length + padding.length + sealer.aead.tagLength();
            if (length > LONGEST_TICKET) {
                return Optional.empty();
            }
            byte[] ticket = Arrays.copyOf(header, length);
            sealer.aead.seal(
                    sealer.nonce, header, HEADER, content, 0, content.length, padding, padding.length, ticket, HEADER);
            return Optional.of(Bytes.wrap(ticket));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    @Override
    public TicketOpening open(Bytes identity, Instant now) {
        if (identity.length() < HEADER + BLOCK || identity.length() > LONGEST_TICKET) {
            return new Missed(Reason.NOT_OURS);
        }
        return switch (keys.find(identity.slice(0, TicketKey.NAME_LENGTH), now)) {
            case TicketKeyRing.Found.No no -> new Missed(no.reason());
            case TicketKeyRing.Found.Key found -> open(found.key(), identity.toArray(), now);
        };
    }

    private TicketOpening open(TicketKey key, byte[] ticket, Instant now) {
        byte[] header = Arrays.copyOf(ticket, HEADER);
        byte[] opened = new byte[ticket.length];
        try (Sealer sealer = new Sealer(key, header)) {
            int length =
                    sealer.aead.open(sealer.nonce, header, HEADER, ticket, HEADER, ticket.length - HEADER, opened, 0);
            return OpenedSession.of(unpadded(opened, length), now);
        } catch (AeadException notSealedWithIt) {
            return new Missed(Reason.TAMPERED);
        } finally {
            Arrays.fill(opened, (byte) 0);
        }
    }

    private static byte[] padding(int length) {
        byte[] padding = new byte[BLOCK - length % BLOCK];
        padding[0] = END;
        return padding;
    }

    private static byte[] unpadded(byte[] padded, int length) {
        int end = length;
        while (end > 0 && padded[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(padded, Math.max(0, end - 1));
    }

    /** One ticket's AEAD key and nonce. Destroys the ticket key that it is made of. */
    private final class Sealer implements AutoCloseable {
        final Aead aead;
        final byte[] nonce;

        Sealer(TicketKey key, byte[] header) {
            byte[] secret = key.secret();
            key.destroy();
            int keyLength = Aead.keyLength(suite);
            byte[] info = WireWriter.encode(
                            w -> w.bytes(LABEL).uint16(suite.code()).bytes(Bytes.of(header)))
                    .toArray();
            byte[] material = crypto.hkdf(HashAlgorithm.SHA256).expand(secret, info, keyLength + Aead.NONCE_LENGTH);
            byte[] ticketKey = Arrays.copyOf(material, keyLength);
            nonce = Arrays.copyOfRange(material, keyLength, material.length);
            aead = crypto.aead(suite, ticketKey);
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(material, (byte) 0);
            Arrays.fill(ticketKey, (byte) 0);
        }

        @Override
        public void close() {
            aead.destroy();
        }
    }
}
