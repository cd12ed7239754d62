// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.extension.ExtensionContext;
import dev.limpid.extension.Extensions;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;

/**
 * HelloRetryRequest (RFC 9846 section 4.2.4): a ServerHello by its type and syntax, told apart by its {@link #RANDOM}. It asks
 * the client for a second ClientHello.
 *
 * @param legacyVersion TLS 1.2 in a hello of TLS 1.3
 * @param legacySessionIdEcho the client's session id, up to 32 bytes
 * @param legacyCompressionMethod 0 to 255; 0 in a hello of TLS 1.3
 */
public record HelloRetryRequest(
        ProtocolVersion legacyVersion,
        Bytes legacySessionIdEcho,
        CipherSuite cipherSuite,
        int legacyCompressionMethod,
        Extensions extensions)
        implements HandshakeMessage {
    /** SHA-256 of "HelloRetryRequest" (section 4.2.3). */
    public static final Bytes RANDOM = Bytes.ofHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    private static final int RANDOM_OFFSET = 2;

    /** @throws IllegalArgumentException if {@code legacySessionIdEcho} is more than 32 bytes */
    public HelloRetryRequest {
        Hellos.checkSessionId(legacySessionIdEcho);
    }

    /** Whether {@code body}, of a message of type server_hello, is a HelloRetryRequest's. */
    static boolean is(Bytes body) {
        //= R4.2.3-11
        return body.length() >= RANDOM_OFFSET + Hellos.RANDOM_LENGTH
                && body.slice(RANDOM_OFFSET, Hellos.RANDOM_LENGTH).equals(RANDOM);
    }

    static HelloRetryRequest decode(WireReader reader) {
        ProtocolVersion legacyVersion = new ProtocolVersion(reader.uint16());
        reader.bytes(Hellos.RANDOM_LENGTH); // RANDOM, by which the codec came here
        return new HelloRetryRequest(
                legacyVersion,
                Hellos.sessionId(reader, "legacy_session_id_echo"),
                new CipherSuite(reader.uint16()),
                reader.uint8(),
                Extensions.readHello(reader, ExtensionContext.HELLO_RETRY_REQUEST));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_HELLO;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w -> {
            w.uint16(legacyVersion.code()).bytes(RANDOM).opaque8(legacySessionIdEcho);
            extensions.write(w.uint16(cipherSuite.code()).uint8(legacyCompressionMethod));
        });
    }
}
