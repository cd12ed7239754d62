// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.keys;

import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connection of RFC 8448 with every intermediate value, in the order in which the RFC tells it. All keys in it are public.
 *
 * @param section of RFC 8448, "3" to "7"
 */
public record Trace(String section, String title, List<Step> steps) {
    /** A trace that keeps a copy of {@code steps}. */
    public Trace {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param who "client" or "server"
     * @param what the RFC's words, such as {@code derive secret "tls13 c hs traffic"}
     * @param fields the values by the RFC's names, in hexadecimal
     */
    public record Step(String who, String what, Map<String, String> fields) {
        /** A step that keeps a copy of {@code fields}. */
        public Step {
            fields = Map.copyOf(fields);
        }
    }

    /** {@code field} of the first step of {@code who} that begins with {@code what} and has it. */
    Optional<Bytes> find(String who, String what, String field) {
        return all(who, what, field).stream().findFirst();
    }

    /** {@code field} of the first step of either side that begins with {@code what} and has it. */
    Optional<Bytes> find(String what, String field) {
        return steps.stream()
                .filter(s -> s.what.startsWith(what) && s.fields.containsKey(field))
                .map(s -> Bytes.ofHex(s.fields.get(field)))
                .findFirst();
    }

    /** {@code field} of every step of {@code who} that begins with {@code what} and has it. */
    List<Bytes> all(String who, String what, String field) {
        return steps.stream()
                .filter(s -> s.who.equals(who) && s.what.startsWith(what) && s.fields.containsKey(field))
                .map(s -> Bytes.ofHex(s.fields.get(field)))
                .toList();
    }
}
