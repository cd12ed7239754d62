// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.List;

/**
 * Certificate (RFC 9846 section 4.5.1): the sender's chain, its own certificate first.
 *
 * @param certificateRequestContext up to 255 bytes, that of the CertificateRequest; empty from a server
 * @param certificateList empty from a client that has none
 */
public record Certificate(Bytes certificateRequestContext, List<CertificateEntry> certificateList)
        implements HandshakeMessage {
    public Certificate {
        certificateList = List.copyOf(certificateList);
    }

    static Certificate decode(WireReader reader) {
        return new Certificate(
                reader.opaque8("certificate_request_context", 0),
                reader.vector24("certificate_list", r -> r.list(CertificateEntry::decode)));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w ->
                w.opaque8(certificateRequestContext).vector24(v -> v.each(certificateList, CertificateEntry::encode)));
    }
}
