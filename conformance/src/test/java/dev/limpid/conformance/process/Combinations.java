// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import java.util.ArrayList;
import java.util.List;

/**
 * A suite, a group and a signature scheme that two stacks have to agree on because we offer nothing else.
 *
 * @param scheme by which the server proves its certificate
 */
record Combinations(CipherSuite suite, NamedGroup group, SignatureScheme scheme) {
    static final List<CipherSuite> SUITES = List.of(
            CipherSuite.TLS_AES_128_GCM_SHA256,
            CipherSuite.TLS_AES_256_GCM_SHA384,
            CipherSuite.TLS_CHACHA20_POLY1305_SHA256);

    static final List<NamedGroup> CURVES = List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1);

    static final List<NamedGroup> CURVES_AND_HYBRID =
            List.of(NamedGroup.X25519MLKEM768, NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1);

    static final List<NamedGroup> CURVES_AND_FIELDS = List.of(
            NamedGroup.SECP521R1,
            NamedGroup.X448,
            NamedGroup.FFDHE2048,
            NamedGroup.FFDHE3072,
            NamedGroup.FFDHE4096,
            NamedGroup.FFDHE6144,
            NamedGroup.FFDHE8192);

    static final List<NamedGroup> POST_QUANTUM = List.of(
            NamedGroup.MLKEM512,
            NamedGroup.MLKEM768,
            NamedGroup.MLKEM1024,
            NamedGroup.SECP256R1MLKEM768,
            NamedGroup.SECP384R1MLKEM1024);

    static final List<SignatureScheme> SCHEMES = List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            SignatureScheme.ECDSA_SECP384R1_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA512,
            SignatureScheme.ED25519);

    /** Every suite with every one of {@code groups} and {@code schemes}. */
    static List<Combinations> of(List<NamedGroup> groups, List<SignatureScheme> schemes) {
        List<Combinations> all = new ArrayList<>();
        for (CipherSuite suite : SUITES) {
            for (NamedGroup group : groups) {
                schemes.forEach(scheme -> all.add(new Combinations(suite, group, scheme)));
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return suite + ", " + group + ", " + scheme;
    }
}
