// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.registry.SignatureScheme;
import java.util.List;

/** Signature schemes as flags name them: by their numbers. */
final class Schemes {
    /** What the runner expects to be accepted of a peer unless flags say otherwise. */
    static final List<SignatureScheme> DEFAULT = List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.ECDSA_SECP384R1_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA512);

    /** The runner's number for RSA with MD5 and SHA-1, which no version signs with where schemes are negotiated: as good as absent. */
    private static final int RSA_MD5_SHA1 = 0xff01;

    private Schemes() {}

    /** @throws Unimplemented if a number is no scheme that Limpid knows */
    static List<SignatureScheme> of(List<Integer> codes) {
        return codes.stream()
                .filter(code -> code != RSA_MD5_SHA1)
                .map(Schemes::of)
                .toList();
    }

    private static SignatureScheme of(int code) {
        SignatureScheme scheme = new SignatureScheme(code);
        if (!scheme.isKnown()) {
            throw new Unimplemented("signature scheme " + scheme);
        }
        return scheme;
    }
}
