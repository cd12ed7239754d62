// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;

/**
 * The {@code padding} extension (RFC 7685): makes a ClientHello longer and means nothing.
 *
 * @param body zeros when we send it; whatever the peer sent otherwise
 */
public record Padding(Bytes body) implements Extension {
    /** {@code length} zeros, 0 to 65535. */
    public static Padding of(int length) {
        return new Padding(Bytes.wrap(new byte[length]));
    }

    static Padding decode(WireReader reader) {
        return new Padding(reader.rest());
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.PADDING;
    }
}
