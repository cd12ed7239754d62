// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.registry.SignatureScheme;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What key managers call the keys that sign by a scheme: the JDK's word, then those of other providers. */
final class KeyTypes {
    private KeyTypes() {}

    /** The types for {@code schemes}, in their order. */
    static List<String> of(List<SignatureScheme> schemes) {
        Set<String> types = new LinkedHashSet<>();
        schemes.forEach(scheme -> types.addAll(of(scheme)));
        return List.copyOf(types);
    }

    private static List<String> of(SignatureScheme scheme) {
        String name = scheme.toString();
        if (name.startsWith("ecdsa")) {
            return List.of("EC");
        }
        if (name.startsWith("rsa_pss_rsae")) {
            return List.of("RSA");
        }
        if (name.startsWith("rsa_pss_pss")) {
            return List.of("RSASSA-PSS");
        }
        if (name.startsWith("mldsa")) {
            return List.of("ML-DSA", name.replace("mldsa", "ML-DSA-"));
        }
        return switch (name) {
            case "ed25519" -> List.of("EdDSA", "Ed25519");
            case "ed448" -> List.of("EdDSA", "Ed448");
            default -> List.of();
        };
    }
}
