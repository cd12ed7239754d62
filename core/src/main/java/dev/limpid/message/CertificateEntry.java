// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.extension.ExtensionContext;
import dev.limpid.extension.Extensions;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;

/**
 * One certificate of a chain (RFC 9846 section 4.5.1).
 *
 * @param data DER, not empty: an X.509 certificate, or a SubjectPublicKeyInfo where raw public keys were negotiated
 */
public record CertificateEntry(Bytes data, Extensions extensions) {
    static CertificateEntry decode(WireReader reader) {
        // It outlives the message
        return new CertificateEntry(
                reader.opaque24("cert_data", 1).compact(), Extensions.read(reader, ExtensionContext.CERTIFICATE));
    }

    static void encode(WireWriter writer, CertificateEntry entry) {
        entry.extensions.write(writer.opaque24(entry.data));
    }
}
