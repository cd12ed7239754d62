// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.registry;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The names of one IANA registry's known code points; unknown ones print as hexadecimal, never fail. */
final class Registry {
    private final Map<Integer, String> names = new HashMap<>();
    private final int digits;

    /** @param digits hexadecimal digits of a code point: 2 or 4 */
    Registry(int digits) {
        this.digits = digits;
    }

    int add(int code, String name) {
        if (names.put(code, name) != null) {
            throw new IllegalArgumentException("named twice: " + name);
        }
        return code;
    }

    boolean knows(int code) {
        return names.containsKey(code);
    }

    String name(int code) {
        String name = names.get(code);
        return name != null ? name : Grease.is(code, digits) ? "GREASE (" + hex(code) + ")" : hex(code);
    }

    int check(int code) {
        return java.util.Objects.checkIndex(code, 1 << (4 * digits));
    }

    private String hex(int code) {
        return "0x" + HexFormat.of().toHexDigits(code, digits);
    }
}
