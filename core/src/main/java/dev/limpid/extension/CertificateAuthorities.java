// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.List;

/**
 * The {@code certificate_authorities} extension (RFC 9846 section 4.3.4): whose certificates the sender trusts.
 *
 * @param authorities distinguished names in DER, none of them empty
 */
public record CertificateAuthorities(List<Bytes> authorities) implements Extension {
    public CertificateAuthorities {
        authorities = List.copyOf(authorities);
    }

    static CertificateAuthorities decode(WireReader reader) {
        return new CertificateAuthorities(reader.vector16(
                "authorities", r -> r.atLeast(3).list(e -> e.opaque16("distinguished_name", 1))));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.CERTIFICATE_AUTHORITIES;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w -> w.vector16(v -> v.each(authorities, WireWriter::opaque16)));
    }
}
