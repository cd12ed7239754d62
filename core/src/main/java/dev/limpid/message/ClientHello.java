// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.extension.ExtensionContext;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.List;

/**
 * ClientHello (RFC 9846 section 4.2.2): everything that the client offers.
 *
 * @param legacyVersion TLS 1.2 in a hello of TLS 1.3
 * @param random 32 bytes
 * @param legacySessionId up to 32 bytes, which the server echoes
 * @param cipherSuites in order of preference, unknown ones included
 * @param legacyCompressionMethods one zero in a hello of TLS 1.3
 * @param extensions absent in some hellos of old
 */
public record ClientHello(
        ProtocolVersion legacyVersion,
        Bytes random,
        Bytes legacySessionId,
        List<CipherSuite> cipherSuites,
        Bytes legacyCompressionMethods,
        Extensions extensions)
        implements HandshakeMessage {
    /** The only compression methods of a hello of TLS 1.3: null. */
    public static final Bytes NULL_COMPRESSION = Bytes.of((byte) 0);

    /** @throws IllegalArgumentException if {@code random} is not 32 bytes or {@code legacySessionId} more than that */
    public ClientHello {
        Hellos.check(random, legacySessionId);
        cipherSuites = List.copyOf(cipherSuites);
    }

    static ClientHello decode(WireReader reader) {
        //= R4.2.2-12
        //= R4.2.2-17
        //= R9.3-3
        //= R9.3-5
        return new ClientHello(
                new ProtocolVersion(reader.uint16()),
                reader.bytes(Hellos.RANDOM_LENGTH),
                Hellos.sessionId(reader, "legacy_session_id"),
                reader.vector16("cipher_suites", r -> r.atLeast(2).list(e -> new CipherSuite(e.uint16()))),
                reader.opaque8("legacy_compression_methods", 1),
                // The floor of 7 bytes needs no check: supported_versions fills it, and without that it is not TLS 1.3.
                Extensions.readHello(reader, ExtensionContext.CLIENT_HELLO));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_HELLO;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w -> {
            w.uint16(legacyVersion.code()).bytes(random).opaque8(legacySessionId);
            w.vector16(v -> v.each(cipherSuites, (e, suite) -> e.uint16(suite.code())));
            extensions.write(w.opaque8(legacyCompressionMethods));
        });
    }

    /** This hello with other extensions. */
    public ClientHello withExtensions(Extensions extensions) {
        return new ClientHello(
                legacyVersion, random, legacySessionId, cipherSuites, legacyCompressionMethods, extensions);
    }

    /**
     * Truncate() of section 4.3.11.2: the encoded message up to, but not including, the list of binders, with all length fields
     * as if it were there. This is what the PSK binders authenticate.
     *
     * @throws IllegalStateException unless pre_shared_key is the last extension
     */
    public Bytes truncatedForBinders() {
        if (!extensions.isEmpty() && extensions.list().getLast() instanceof PreSharedKey.ClientHello offer) {
            Bytes whole = HandshakeCodec.encode(this);
            return whole.slice(0, whole.length() - offer.encodedBindersLength());
        }
        throw new IllegalStateException("the last extension is not pre_shared_key");
    }
}
