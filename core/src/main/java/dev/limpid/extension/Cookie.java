// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;

/**
 * The {@code cookie} extension (RFC 9846 section 4.3.2): what HelloRetryRequest asks the second ClientHello to bring back.
 *
 * @param cookie opaque to the client, not empty
 */
public record Cookie(Bytes cookie) implements Extension {
    static Cookie decode(WireReader reader) {
        return new Cookie(reader.opaque16("cookie", 1));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.COOKIE;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(w -> w.opaque16(cookie));
    }
}
