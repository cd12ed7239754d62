// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.List;

/**
 * The {@code psk_key_exchange_modes} extension (RFC 9846 section 4.3.9): how the client is willing to use pre-shared keys.
 *
 * @param keModes the modes, of which the server may choose any
 */
public record PskKeyExchangeModes(List<PskKeyExchangeMode> keModes) implements Extension {
    public PskKeyExchangeModes {
        keModes = List.copyOf(keModes);
    }

    static PskKeyExchangeModes decode(WireReader reader) {
        return new PskKeyExchangeModes(reader.vector8(
                "ke_modes", r -> r.atLeast(1).list(e -> new PskKeyExchangeMode(e.uint8()))));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.PSK_KEY_EXCHANGE_MODES;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w -> w.vector8(v -> v.each(keModes, (e, each) -> e.uint8(each.code()))));
    }
}
