// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.List;

/** The {@code oid_filters} extension (RFC 9846 section 4.3.5): what the client's certificate should have in its own extensions. */
public record OidFilters(List<Filter> filters) implements Extension {
    public OidFilters {
        filters = List.copyOf(filters);
    }

    static OidFilters decode(WireReader reader) {
        return new OidFilters(reader.vector16("filters", r -> r.list(Filter::decode)));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.OID_FILTERS;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w -> w.vector16(v -> v.each(filters, Filter::encode)));
    }

    /**
     * One certificate extension and the values that it must contain.
     *
     * @param oid the extension's object identifier in DER, not empty
     * @param values in DER, or empty
     */
    public record Filter(Bytes oid, Bytes values) {
        static Filter decode(WireReader reader) {
            return new Filter(
                    reader.opaque8("certificate_extension_oid", 1), reader.opaque16("certificate_extension_values", 0));
        }

        private static void encode(WireWriter writer, Filter filter) {
            writer.opaque8(filter.oid).opaque16(filter.values);
        }
    }
}
