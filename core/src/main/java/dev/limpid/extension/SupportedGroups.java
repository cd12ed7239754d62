// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.List;

/**
 * The {@code supported_groups} extension (RFC 9846 section 4.3.7): the key-exchange groups that the sender supports.
 *
 * @param namedGroupList in order of preference; should hold no duplicates
 */
public record SupportedGroups(List<NamedGroup> namedGroupList) implements Extension {
    public SupportedGroups {
        namedGroupList = List.copyOf(namedGroupList);
    }

    static SupportedGroups decode(WireReader reader) {
        return new SupportedGroups(reader.vector16(
                "named_group_list", r -> r.atLeast(2).list(e -> new NamedGroup(e.uint16()))));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.SUPPORTED_GROUPS;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w -> w.vector16(v -> v.each(namedGroupList, (e, each) -> e.uint16(each.code()))));
    }
}
