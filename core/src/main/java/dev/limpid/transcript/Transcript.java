// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.transcript;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.Hash;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireWriter;

/**
 * The running hash of the handshake's messages, each with its four bytes of header and without record headers (RFC 9846
 * section 4.1). Before the server's choice of suite names the hash, a client keeps its ClientHello as bytes. Not thread-safe.
 */
public final class Transcript {
    private final Hash hash;

    private Transcript(Hash hash) {
        this.hash = hash;
    }

    /** An empty transcript under the hash of the negotiated cipher suite. */
    public static Transcript of(CryptoProvider crypto, HashAlgorithm algorithm) {
        return new Transcript(crypto.hash(algorithm));
    }

    /** The transcript of a client that sent {@code clientHello} before it knew the hash, or of a server that just chose one. */
    public static Transcript of(CryptoProvider crypto, HashAlgorithm algorithm, Bytes clientHello) {
        return of(crypto, algorithm).add(clientHello);
    }

    /**
     * The transcript after a HelloRetryRequest, of a server that kept nothing but the hash of the first ClientHello in its
     * cookie; the HelloRetryRequest itself comes next.
     *
     * @param clientHelloHash Hash(ClientHello1)
     * @throws IllegalArgumentException if that has not the length of the hash
     */
    public static Transcript resume(CryptoProvider crypto, HashAlgorithm algorithm, Bytes clientHelloHash) {
        if (clientHelloHash.length() != algorithm.length()) {
            throw new IllegalArgumentException("not a hash of " + algorithm);
        }
        return of(crypto, algorithm).add(messageHash(clientHelloHash));
    }

    /** The hash that runs here. */
    public HashAlgorithm algorithm() {
        return hash.algorithm();
    }

    /** Takes in a whole handshake message, header included. */
    public Transcript add(Bytes message) {
        byte[] bytes = message.toArray();
        hash.update(bytes, 0, bytes.length);
        return this;
    }

    /** Transcript-Hash of all messages so far: a snapshot. */
    public Bytes hash() {
        return Bytes.wrap(hash.digest());
    }

    /** Transcript-Hash of all messages so far and a partial one, which does not become part: what a PSK binder covers. */
    public Bytes hashWith(Bytes truncatedMessage) {
        return fork().add(truncatedMessage).hash();
    }

    /** A transcript with the same past and a future of its own. */
    public Transcript fork() {
        return new Transcript(hash.fork());
    }

    /**
     * The transcript in which the one message so far, the first ClientHello, is replaced by the synthetic message_hash; the
     * HelloRetryRequest comes next.
     */
    public Transcript afterHelloRetryRequest(CryptoProvider crypto) {
        return resume(crypto, algorithm(), hash());
    }

    private static Bytes messageHash(Bytes clientHelloHash) {
        return WireWriter.encode(w -> w.uint8(HandshakeType.MESSAGE_HASH.code())
                .uint24(clientHelloHash.length())
                .bytes(clientHelloHash));
    }
}
