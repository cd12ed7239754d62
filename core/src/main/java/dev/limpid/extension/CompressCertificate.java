// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.CertificateCompression;
import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.List;

/**
 * The {@code compress_certificate} extension (RFC 8879 section 3): the sender can decompress the peer's Certificate message.
 *
 * @param algorithms in order of preference
 */
public record CompressCertificate(List<CertificateCompression> algorithms) implements Extension {
    public CompressCertificate {
        algorithms = List.copyOf(algorithms);
    }

    static CompressCertificate decode(WireReader reader) {
        return new CompressCertificate(reader.vector8(
                "algorithms", r -> r.atLeast(2).list(e -> new CertificateCompression(e.uint16()))));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.COMPRESS_CERTIFICATE;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w -> w.vector8(v -> v.each(algorithms, (e, each) -> e.uint16(each.code()))));
    }
}
