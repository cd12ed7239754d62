// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;

/**
 * The {@code max_fragment_length} extension (RFC 6066 section 4): a limit for records in both directions, which RFC 8449's
 * {@link RecordSizeLimit} replaces.
 *
 * @param code 0 to 255; 1 to 4 are defined and stand for 2^9 to 2^12 bytes
 */
public record MaxFragmentLength(int code) implements Extension {
    static MaxFragmentLength decode(WireReader reader) {
        return new MaxFragmentLength(reader.uint8());
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.MAX_FRAGMENT_LENGTH;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w -> w.uint8(code));
    }
}
