// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;

/**
 * A handshake message (RFC 9846 section 4) as a value. Lossless: what {@link HandshakeCodec} decodes encodes to the same bytes,
 * fields that TLS 1.3 ignores included. Only the syntax was checked; whether a value is acceptable is decided in negotiation and
 * by the states. Immutable; {@code toString} shows a peer's bytes as hexadecimal.
 */
public sealed interface HandshakeMessage
        permits ClientHello,
                ServerHello,
                HelloRetryRequest,
                EncryptedExtensions,
                CertificateRequest,
                Certificate,
                CompressedCertificate,
                CertificateVerify,
                Finished,
                EndOfEarlyData,
                NewSessionTicket,
                KeyUpdate {
    /** The {@code msg_type}; a HelloRetryRequest's is server_hello. */
    HandshakeType type();

    /**
     * The message without its header of four bytes.
     *
     * @throws IllegalArgumentException if a value is too long for its field
     */
    Bytes body();
}
