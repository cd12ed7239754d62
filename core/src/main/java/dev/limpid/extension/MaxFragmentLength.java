// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The {@code max_fragment_length} extension (RFC 6066 section 4): a limit for records in both directions, which RFC 8449's
 * {@link RecordSizeLimit} replaces.
 *
 * @param code 0 to 255; 1 to 4 are defined and stand for 2^9 to 2^12 bytes
 */
public record MaxFragmentLength(int code) implements Extension {
    private static final int SHORTEST = 9;
    private static final int LONGEST = 12;

    /** The extension that stands for {@code length} bytes: 2^9, 2^10, 2^11 or 2^12. */
    public static Optional<MaxFragmentLength> ofLength(int length) {
        for (int power = SHORTEST; power <= LONGEST; power++) {
            if (length == 1 << power) {
                return Optional.of(new MaxFragmentLength(power - SHORTEST + 1));
            }
        }
        return Optional.empty();
    }

    /** The bytes that the code stands for, if it is a defined one. */
    public OptionalInt length() {
        return code >= 1 && code <= LONGEST - SHORTEST + 1
                ? OptionalInt.of(1 << (code + SHORTEST - 1))
                : OptionalInt.empty();
    }

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
