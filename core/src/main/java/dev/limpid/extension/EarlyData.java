// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;

/** The {@code early_data} extension (RFC 9846 section 4.3.10): application data in the client's first flight. */
public sealed interface EarlyData extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.EARLY_DATA;
    }

    /** In ClientHello: early data follows. In EncryptedExtensions: the server accepts it. */
    record Indication() implements EarlyData {
        static Indication decode(WireReader reader) {
            return new Indication();
        }

        @Override
        public Bytes body() {
            return Bytes.EMPTY;
        }
    }

    /**
     * In NewSessionTicket.
     *
     * @param maxEarlyDataSize bytes of early data that the ticket allows, 0 to 2^32-1
     */
    record NewSessionTicket(long maxEarlyDataSize) implements EarlyData {
        static NewSessionTicket decode(WireReader reader) {
            return new NewSessionTicket(reader.uint32());
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.uint32(maxEarlyDataSize));
        }
    }
}
