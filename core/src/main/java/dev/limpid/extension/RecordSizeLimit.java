// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;

/**
 * The {@code record_size_limit} extension (RFC 8449 section 4): how much the sender is willing to receive in one record.
 *
 * @param recordSizeLimit bytes of TLSInnerPlaintext, 0 to 65535; less than 64 is not acceptable
 */
public record RecordSizeLimit(int recordSizeLimit) implements Extension {
    static RecordSizeLimit decode(WireReader reader) {
        return new RecordSizeLimit(reader.uint16());
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.RECORD_SIZE_LIMIT;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w -> w.uint16(recordSizeLimit));
    }
}
