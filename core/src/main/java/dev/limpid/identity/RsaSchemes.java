// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DerReader;
import java.util.ArrayList;
import java.util.List;

/** Which RSASSA-PSS schemes an RSA key can serve: those whose signature fits its modulus and which its parameters permit. */
final class RsaSchemes {
    private static final int HASH_ALGORITHM = DerReader.context(0);

    private record Variant(Bytes hash, int hashBytes, SignatureScheme forRsa, SignatureScheme forPss) {
        /** Hash, a salt as long as the hash, and two more bytes have to fit (RFC 8017 section 9.1.1). */
        boolean fits(int modulusBits) {
            return (modulusBits - 1 + 7) / 8 >= 2 * hashBytes + 2;
        }
    }

    private static final List<Variant> VARIANTS = List.of(
            new Variant(
                    Bytes.ofHex("608648016503040201"),
                    32,
                    SignatureScheme.RSA_PSS_RSAE_SHA256,
                    SignatureScheme.RSA_PSS_PSS_SHA256),
            new Variant(
                    Bytes.ofHex("608648016503040202"),
                    48,
                    SignatureScheme.RSA_PSS_RSAE_SHA384,
                    SignatureScheme.RSA_PSS_PSS_SHA384),
            new Variant(
                    Bytes.ofHex("608648016503040203"),
                    64,
                    SignatureScheme.RSA_PSS_RSAE_SHA512,
                    SignatureScheme.RSA_PSS_PSS_SHA512));

    private RsaSchemes() {}

    /** The schemes of a key; {@code algorithm} stands behind the object identifier, before the parameters. */
    static List<SignatureScheme> of(KeyKind kind, int modulusBits, DerReader algorithm) {
        //= R4.3.3-8
        //= R4.3.3-10
        boolean pss = kind == KeyKind.RSA_PSS;
        boolean restricted = pss && algorithm.nextIs(DerReader.SEQUENCE);
        Bytes only = restricted ? hashOf(algorithm.inside(DerReader.SEQUENCE, "parameters")) : Bytes.EMPTY;
        List<SignatureScheme> schemes = new ArrayList<>();
        for (Variant variant : VARIANTS) {
            if (variant.fits(modulusBits) && (!restricted || variant.hash.equals(only))) {
                schemes.add(pss ? variant.forPss : variant.forRsa);
            }
        }
        return List.copyOf(schemes);
    }

    /** Parameters without a hash mean SHA-1 (RFC 4055 section 3.1), which no scheme uses. */
    private static Bytes hashOf(DerReader parameters) {
        return parameters.nextIs(HASH_ALGORITHM)
                ? parameters
                        .inside(HASH_ALGORITHM, "hashAlgorithm")
                        .inside(DerReader.SEQUENCE, "sequence")
                        .content(DerReader.OID, "algorithm")
                : Bytes.EMPTY;
    }
}
