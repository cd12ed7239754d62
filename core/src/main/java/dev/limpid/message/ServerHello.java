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
 * ServerHello (RFC 9846 section 4.2.3): what the server chose. Without supported_versions it comes from a server that does not
 * speak TLS 1.3; then its extensions are kept as bytes, and may be absent.
 *
 * @param legacyVersion TLS 1.2 in a hello of TLS 1.3
 * @param random 32 bytes, but not {@link HelloRetryRequest#RANDOM}
 * @param legacySessionIdEcho the client's session id, up to 32 bytes
 * @param legacyCompressionMethod 0 to 255; 0 in a hello of TLS 1.3
 */
public record ServerHello(
        ProtocolVersion legacyVersion,
        Bytes random,
        Bytes legacySessionIdEcho,
        CipherSuite cipherSuite,
        int legacyCompressionMethod,
        Extensions extensions)
        implements HandshakeMessage {
    /** @throws IllegalArgumentException if the random or the session id has a wrong length, or makes this a HelloRetryRequest */
    public ServerHello {
        Hellos.check(random, legacySessionIdEcho);
        if (random.equals(HelloRetryRequest.RANDOM)) {
            throw new IllegalArgumentException("the random of a HelloRetryRequest");
        }
    }

    static ServerHello decode(WireReader reader) {
        return new ServerHello(
                new ProtocolVersion(reader.uint16()),
                reader.bytes(Hellos.RANDOM_LENGTH),
                Hellos.sessionId(reader, "legacy_session_id_echo"),
                new CipherSuite(reader.uint16()),
                reader.uint8(),
                Extensions.readHello(reader, ExtensionContext.SERVER_HELLO));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_HELLO;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w -> {
            w.uint16(legacyVersion.code()).bytes(random).opaque8(legacySessionIdEcho);
            extensions.write(w.uint16(cipherSuite.code()).uint8(legacyCompressionMethod));
        });
    }
}
