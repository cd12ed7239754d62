// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.List;

/** The {@code supported_versions} extension (RFC 9846 section 4.3.1): where TLS 1.3 negotiates its version. */
public sealed interface SupportedVersions extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.SUPPORTED_VERSIONS;
    }

    /** In ClientHello: the versions that the client speaks, in order of preference. */
    record ClientHello(List<ProtocolVersion> versions) implements SupportedVersions {
        public ClientHello {
            versions = List.copyOf(versions);
        }

        static ClientHello decode(WireReader reader) {
            return new ClientHello(reader.vector8(
                    "versions", r -> r.atLeast(2).list(e -> new ProtocolVersion(e.uint16()))));
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.vector8(v -> v.each(versions, (e, version) -> e.uint16(version.code()))));
        }
    }

    /** In ServerHello and HelloRetryRequest: the version that the server chose. */
    record Selected(ProtocolVersion selectedVersion) implements SupportedVersions {
        static Selected decode(WireReader reader) {
            return new Selected(new ProtocolVersion(reader.uint16()));
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.uint16(selectedVersion.code()));
        }
    }
}
