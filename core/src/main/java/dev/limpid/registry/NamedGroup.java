// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.registry;

import java.util.Set;

/** Key-exchange groups: elliptic curves, finite fields, ML-KEM and hybrids (RFC 9846 section 4.3.7). */
public record NamedGroup(int code) {
    private static final Registry REGISTRY = new Registry(4);

    public static final NamedGroup SECP256R1 = known(0x0017, "secp256r1");
    public static final NamedGroup SECP384R1 = known(0x0018, "secp384r1");
    public static final NamedGroup SECP521R1 = known(0x0019, "secp521r1");
    public static final NamedGroup X25519 = known(0x001d, "x25519");
    public static final NamedGroup X448 = known(0x001e, "x448");

    public static final NamedGroup FFDHE2048 = known(0x0100, "ffdhe2048");
    public static final NamedGroup FFDHE3072 = known(0x0101, "ffdhe3072");
    public static final NamedGroup FFDHE4096 = known(0x0102, "ffdhe4096");
    public static final NamedGroup FFDHE6144 = known(0x0103, "ffdhe6144");
    public static final NamedGroup FFDHE8192 = known(0x0104, "ffdhe8192");

    public static final NamedGroup MLKEM512 = known(0x0200, "MLKEM512");
    public static final NamedGroup MLKEM768 = known(0x0201, "MLKEM768");
    public static final NamedGroup MLKEM1024 = known(0x0202, "MLKEM1024");

    public static final NamedGroup SECP256R1MLKEM768 = known(0x11eb, "SecP256r1MLKEM768");
    public static final NamedGroup X25519MLKEM768 = known(0x11ec, "X25519MLKEM768");
    public static final NamedGroup SECP384R1MLKEM1024 = known(0x11ed, "SecP384r1MLKEM1024");

    private static final Set<NamedGroup> POST_QUANTUM =
            Set.of(MLKEM512, MLKEM768, MLKEM1024, SECP256R1MLKEM768, X25519MLKEM768, SECP384R1MLKEM1024);

    /** A code point, known or not. @throws IndexOutOfBoundsException if it does not fit its wire size */
    public NamedGroup {
        REGISTRY.check(code);
    }

    /** Whether this code point is one of the constants above. */
    public boolean isKnown() {
        return REGISTRY.knows(code);
    }

    /** Whether the group withstands a quantum computer as far as is known: ML-KEM, alone or in a hybrid. */
    public boolean isPostQuantum() {
        return POST_QUANTUM.contains(this);
    }

    /** The registry's name; an unknown code point as hexadecimal. */
    @Override
    public String toString() {
        return REGISTRY.name(code);
    }

    private static NamedGroup known(int code, String name) {
        return new NamedGroup(REGISTRY.add(code, name));
    }
}
