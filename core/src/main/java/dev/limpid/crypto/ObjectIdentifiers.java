// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto;

import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import java.util.Map;

/** The object identifiers of public keys: the content of their DER, as hexadecimal. */
final class ObjectIdentifiers {
    static final String RSA_ENCRYPTION = "2a864886f70d010101";
    static final String MGF1 = "2a864886f70d010108";
    static final String RSASSA_PSS = "2a864886f70d01010a";
    static final String EC_PUBLIC_KEY = "2a8648ce3d0201";

    static final Map<String, NamedGroup> CURVES = Map.of(
            "2a8648ce3d030107", NamedGroup.SECP256R1,
            "2b81040022", NamedGroup.SECP384R1,
            "2b81040023", NamedGroup.SECP521R1);

    static final Map<String, SignatureScheme> PURE = Map.of(
            "2b6570", SignatureScheme.ED25519,
            "2b6571", SignatureScheme.ED448,
            "608648016503040311", SignatureScheme.MLDSA44,
            "608648016503040312", SignatureScheme.MLDSA65,
            "608648016503040313", SignatureScheme.MLDSA87);

    private ObjectIdentifiers() {}
}
