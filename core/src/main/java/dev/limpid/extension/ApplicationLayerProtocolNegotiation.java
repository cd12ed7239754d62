// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.List;

/** The {@code application_layer_protocol_negotiation} extension (RFC 7301): what will be spoken inside TLS. */
public sealed interface ApplicationLayerProtocolNegotiation extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION;
    }

    /** In ClientHello: the protocols that the client speaks, in order of preference; names of 1 to 255 opaque bytes. */
    record ClientHello(List<Bytes> protocolNameList) implements ApplicationLayerProtocolNegotiation {
        public ClientHello {
            protocolNameList = List.copyOf(protocolNameList);
        }

        static ClientHello decode(WireReader reader) {
            return new ClientHello(reader.vector16(
                    "protocol_name_list", r -> r.atLeast(2).list(e -> e.opaque8("protocol_name", 1))));
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.vector16(v -> v.each(protocolNameList, WireWriter::opaque8)));
        }
    }

    /** In EncryptedExtensions: the same list, with exactly the protocol that the server chose. */
    record EncryptedExtensions(Bytes protocolName) implements ApplicationLayerProtocolNegotiation {
        static EncryptedExtensions decode(WireReader reader) {
            return new EncryptedExtensions(reader.vector16("protocol_name_list", r -> r.opaque8("protocol_name", 1)));
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.vector16(v -> v.opaque8(protocolName)));
        }
    }
}
