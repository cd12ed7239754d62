// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.observe.Escape;
import javax.security.auth.x500.X500Principal;

/** Distinguished names as text. */
final class Names {
    private Names() {}

    /** {@code name} as RFC 2253 writes it. */
    static String of(X500Principal name) {
        return name.getName(X500Principal.RFC2253);
    }

    /** The common name, or else the whole name; escaped, for a sentence. */
    static String shortName(X500Principal name) {
        String whole = of(name);
        String common = attribute(whole, "CN");
        if (!common.isEmpty()) {
            return Escape.text(common);
        }
        return whole.isEmpty() ? "(a certificate without a name)" : Escape.text(whole);
    }

    /** The value of the first attribute {@code type} in a name that RFC 2253 wrote, or empty; backslashes resolved. */
    static String attribute(String name, String type) {
        int at = 0;
        while (at < name.length()) {
            int end = endOfPair(name, at);
            if (name.startsWith(type + "=", at)) {
                return unescape(name.substring(at + type.length() + 1, end));
            }
            at = end + 1;
        }
        return "";
    }

    private static int endOfPair(String name, int from) {
        int at = from;
        while (at < name.length() && name.charAt(at) != ',' && name.charAt(at) != '+') {
            at += name.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, name.length());
    }

    private static String unescape(String value) {
        return value.indexOf('\\') < 0 ? value : value.replaceAll("\\\\(.)", "$1");
    }
}
