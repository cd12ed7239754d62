// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.CertificateType;
import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.List;

/** The {@code client_certificate_type} extension (RFC 7250 section 3): what the client's Certificate message may hold. */
public sealed interface ClientCertificateType extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.CLIENT_CERTIFICATE_TYPE;
    }

    /** In ClientHello: the types that the client can send, in order of preference. */
    record ClientHello(List<CertificateType> certificateTypes) implements ClientCertificateType {
        public ClientHello {
            certificateTypes = List.copyOf(certificateTypes);
        }

        static ClientHello decode(WireReader reader) {
            return new ClientHello(reader.vector8(
                    "client_certificate_types", r -> r.atLeast(1).list(e -> new CertificateType(e.uint8()))));
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.vector8(v -> v.each(certificateTypes, (e, each) -> e.uint8(each.code()))));
        }
    }

    /** In EncryptedExtensions: the type that the server chose. */
    record EncryptedExtensions(CertificateType certificateType) implements ClientCertificateType {
        static EncryptedExtensions decode(WireReader reader) {
            return new EncryptedExtensions(new CertificateType(reader.uint8()));
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.uint8(certificateType.code()));
        }
    }
}
