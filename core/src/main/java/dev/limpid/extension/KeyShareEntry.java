// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;

/**
 * One side's public value for a key exchange (RFC 9846 section 4.3.8).
 *
 * @param keyExchange in the group's own encoding, not empty
 */
public record KeyShareEntry(NamedGroup group, Bytes keyExchange) {
    static KeyShareEntry decode(WireReader reader) {
        return new KeyShareEntry(new NamedGroup(reader.uint16()), reader.opaque16("key_exchange", 1));
    }

    static void encode(WireWriter writer, KeyShareEntry entry) {
        writer.uint16(entry.group.code()).opaque16(entry.keyExchange);
    }
}
