// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What flags said, in the order in which they said it. */
final class FlagValues {
    private final Map<String, List<String>> values = new HashMap<>();

    /**
     * A flag was there.
     *
     * @param value empty for one that takes none
     */
    void add(String flag, String value) {
        values.computeIfAbsent(flag, name -> new ArrayList<>()).add(value);
    }

    /** Whether the flag was there. */
    boolean has(String flag) {
        return values.containsKey(flag);
    }

    /** What the flag said last, if it was there. */
    Optional<String> text(String flag) {
        return Optional.ofNullable(values.get(flag)).map(List::getLast);
    }

    /** As {@link #text}; the empty text counts as none. */
    Optional<String> file(String flag) {
        return text(flag).filter(path -> !path.isEmpty());
    }

    /** What the flag said last. */
    Optional<Integer> number(String flag) {
        return text(flag).map(Integer::valueOf);
    }

    /** All that the flag said. */
    List<Integer> numbers(String flag) {
        return values.getOrDefault(flag, List.of()).stream()
                .map(Integer::valueOf)
                .toList();
    }

    /** What the flag said last. */
    Optional<Bytes> bytes(String flag) {
        return text(flag).map(text -> Bytes.wrap(Base64.getDecoder().decode(text)));
    }

    /** Names in DER, which the flag gives in hexadecimal with commas between them. */
    Optional<List<Bytes>> names(String flag) {
        return text(flag)
                .map(text -> text.isEmpty() || text.startsWith("<")
                        ? List.of()
                        : List.of(text.split(",")).stream().map(Bytes::ofHex).toList());
    }
}
