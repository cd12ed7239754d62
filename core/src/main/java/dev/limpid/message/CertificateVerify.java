// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;

/** CertificateVerify (RFC 9846 section 4.5.2): the proof that the sender has the private key of its certificate. */
public record CertificateVerify(SignatureScheme algorithm, Bytes signature) implements HandshakeMessage {
    static CertificateVerify decode(WireReader reader) {
        return new CertificateVerify(SignatureScheme.of(reader.uint16()), reader.opaque16("signature", 0));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_VERIFY;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w -> w.uint16(algorithm.code()).opaque16(signature));
    }
}
