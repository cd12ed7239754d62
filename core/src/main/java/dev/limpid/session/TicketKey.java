// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.wire.Bytes;
import java.util.Arrays;

/**
 * A key that seals tickets, and the name by which tickets say which key that was. The name goes over the wire; the secret opens every
 * ticket that the key has sealed and, with it, every connection that such a ticket resumed without a key exchange and all early data:
 * keep it like a private key, and replace it often. Thread-safe.
 */
public final class TicketKey {
    /** The length of a name, in bytes. */
    public static final int NAME_LENGTH = 16;

    /** The length of a secret, in bytes. */
    public static final int SECRET_LENGTH = 32;

    private final Bytes name;
    private final byte[] secret;
    private boolean destroyed;

    private TicketKey(Bytes name, byte[] secret) {
        if (name.length() != NAME_LENGTH || secret.length != SECRET_LENGTH) {
            throw new IllegalArgumentException(
                    "a ticket key has a name of " + NAME_LENGTH + " bytes and a secret of " + SECRET_LENGTH);
        }
        if (isOneByteRepeated(secret)) {
            throw new IllegalArgumentException("a secret of one byte repeated, such as zeros, is no secret");
        }
        this.name = Copies.of(name);
        this.secret = secret.clone();
    }

    /**
     * The key with that name.
     *
     * @param name {@link #NAME_LENGTH} bytes, different for different secrets
     * @param secret {@link #SECRET_LENGTH} bytes from a good generator; copied
     * @throws IllegalArgumentException if a length is wrong, or the secret is one byte repeated: zeros, for one, are what a key is
     *     before somebody has set it
     */
    public static TicketKey of(Bytes name, byte[] secret) {
        return new TicketKey(name, secret);
    }

    /**
     * The key with that secret and a name that follows from it, the same on every machine.
     *
     * @throws IllegalArgumentException as {@link #of} does
     */
    public static TicketKey ofSecret(CryptoProvider crypto, byte[] secret) {
        byte[] info = Bytes.ofUtf8("limpid ticket key name").toArray();
        return new TicketKey(Bytes.wrap(crypto.hkdf(HashAlgorithm.SHA256).expand(secret, info, NAME_LENGTH)), secret);
    }

    /** A new key. */
    public static TicketKey random(CryptoProvider crypto) {
        byte[] secret = new byte[SECRET_LENGTH];
        crypto.random(secret);
        TicketKey key = ofSecret(crypto, secret);
        Arrays.fill(secret, (byte) 0);
        return key;
    }

    /** What tickets call the key. */
    public Bytes name() {
        return name;
    }

    /**
     * A copy of the secret, which the caller owns and should zero.
     *
     * @throws IllegalStateException after {@link #destroy()}
     */
    public synchronized byte[] secret() {
        if (destroyed) {
            throw new IllegalStateException("the ticket key is destroyed");
        }
        return secret.clone();
    }

    /** Zeroes the secret. Does nothing the second time. */
    public synchronized void destroy() {
        destroyed = true;
        Arrays.fill(secret, (byte) 0);
    }

    /** The name. */
    @Override
    public String toString() {
        return "ticket key " + name;
    }

    synchronized boolean isDestroyed() {
        return destroyed;
    }

    TicketKey copy() {
        byte[] copy = secret();
        TicketKey key = new TicketKey(name, copy);
        Arrays.fill(copy, (byte) 0);
        return key;
    }

    private static boolean isOneByteRepeated(byte[] bytes) {
        int differences = 0;
        for (byte each : bytes) {
            differences |= each ^ bytes[0];
        }
        return differences == 0;
    }
}
