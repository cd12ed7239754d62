// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.List;

/** The {@code signed_certificate_timestamp} extension (RFC 6962 section 3.3.1): proof that logs know a certificate. */
public sealed interface SignedCertificateTimestamp extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP;
    }

    /** In ClientHello and CertificateRequest: the sender wants timestamps. */
    record Request() implements SignedCertificateTimestamp {
        static Request decode(WireReader reader) {
            return new Request();
        }

        @Override
        public Bytes body() {
            return Bytes.EMPTY;
        }
    }

    /** In a CertificateEntry: serialized timestamps, each opaque so that later versions of them can be skipped. */
    record Timestamps(List<Bytes> sctList) implements SignedCertificateTimestamp {
        public Timestamps {
            sctList = List.copyOf(sctList);
        }

        static Timestamps decode(WireReader reader) {
            return new Timestamps(reader.vector16("sct_list", r -> r.atLeast(1).list(e -> e.opaque16("sct", 1))));
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.vector16(v -> v.each(sctList, WireWriter::opaque16)));
        }
    }
}
