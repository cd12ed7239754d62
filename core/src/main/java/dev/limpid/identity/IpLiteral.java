// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.observe.Escape;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/** IP addresses as text, strictly: no short forms, no octal, no zones, and never a look-up. */
final class IpLiteral {
    private static final int GROUPS = 8;

    private IpLiteral() {}

    /** The four bytes of {@code text}: four decimal numbers without leading zeros. */
    static Bytes v4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] address = new byte[4];
        if (parts.length != address.length) {
            throw bad(text, "an IPv4 address is four numbers");
        }
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
                throw bad(text, "each number of an IPv4 address is 0 to 255, without leading zeros");
            }
            address[i] = (byte) Integer.parseInt(parts[i]);
        }
        return Bytes.wrap(address);
    }

    /** The sixteen bytes of {@code text}, as RFC 4291 section 2.2 writes them. */
    static Bytes v6(String text) {
        if (text.indexOf('%') >= 0) {
            throw bad(text, "a zone (%…) is not part of an address that a certificate can name");
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return join(text, groups(text, text, true), List.of());
        }
        List<Integer> before = groups(text.substring(0, gap), text, false);
        List<Integer> after = groups(text.substring(gap + 2), text, true);
        if (before.size() + after.size() >= GROUPS) {
            throw bad(text, "\"::\" stands for at least one group");
        }
        return join(text, before, after);
    }

    /** {@code address} as text; IPv6 as RFC 5952 section 4 writes it. */
    static String format(Bytes address) {
        return switch (address.length()) {
            case 4 -> address.at(0) + "." + address.at(1) + "." + address.at(2) + "." + address.at(3);
            case 16 -> formatV6(address);
            default -> throw new IllegalArgumentException("an IP address has 4 or 16 bytes, not " + address.length());
        };
    }

    private static List<Integer> groups(String part, String text, boolean last) {
        List<Integer> groups = new ArrayList<>();
        if (part.isEmpty()) {
            return groups;
        }
        String[] pieces = part.split(":", -1);
        for (int i = 0; i < pieces.length; i++) {
            if (last && i == pieces.length - 1 && pieces[i].indexOf('.') >= 0) {
                Bytes v4 = v4(pieces[i]);
                groups.add(v4.at(0) << 8 | v4.at(1));
                groups.add(v4.at(2) << 8 | v4.at(3));
            } else if (pieces[i].matches("[0-9a-fA-F]{1,4}")) {
                groups.add(Integer.parseInt(pieces[i], 16));
            } else {
                throw bad(text, "each group of an IPv6 address is 1 to 4 hexadecimal digits");
            }
        }
        return groups;
    }

    private static Bytes join(String text, List<Integer> before, List<Integer> after) {
        if (after.isEmpty() && before.size() != GROUPS && text.indexOf("::") < 0) {
            throw bad(text, "an IPv6 address without \"::\" has eight groups");
        }
        byte[] address = new byte[2 * GROUPS];
        for (int i = 0; i < before.size(); i++) {
            put(address, i, before.get(i));
        }
        for (int i = 0; i < after.size(); i++) {
            put(address, GROUPS - after.size() + i, after.get(i));
        }
        return Bytes.wrap(address);
    }

    private static void put(byte[] address, int group, int value) {
        address[2 * group] = (byte) (value >> 8);
        address[2 * group + 1] = (byte) value;
    }

    private static String formatV6(Bytes address) {
        int longest = 0;
        int at = -1;
        for (int start = 0; start < GROUPS; start++) {
            int length = zerosFrom(address, start);
            if (length > Math.max(longest, 1)) {
                longest = length;
                at = start;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == at) {
                text.append("::");
                i += longest - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(group(address, i)));
            }
        }
        return text.toString();
    }

    private static int zerosFrom(Bytes address, int start) {
        int end = start;
        while (end < GROUPS && group(address, end) == 0) {
            end++;
        }
        return end - start;
    }

    private static int group(Bytes address, int index) {
        return address.at(2 * index) << 8 | address.at(2 * index + 1);
    }

    private static IllegalArgumentException bad(String text, String rule) {
        return new IllegalArgumentException("\"" + Escape.text(text) + "\" is not an IP address: " + rule);
    }
}
