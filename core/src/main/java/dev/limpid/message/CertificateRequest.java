// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.extension.ExtensionContext;
import dev.limpid.extension.Extensions;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;

/**
 * CertificateRequest (RFC 9846 section 4.4.2): the server wants the client's certificate.
 *
 * @param certificateRequestContext up to 255 bytes, which the client's Certificate repeats; empty in the main handshake
 */
public record CertificateRequest(Bytes certificateRequestContext, Extensions extensions) implements HandshakeMessage {
    static CertificateRequest decode(WireReader reader) {
        //= R4.4.2-7
        return new CertificateRequest(
                reader.opaque8("certificate_request_context", 0),
                Extensions.read(reader, ExtensionContext.CERTIFICATE_REQUEST));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_REQUEST;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w -> extensions.write(w.opaque8(certificateRequestContext)));
    }
}
