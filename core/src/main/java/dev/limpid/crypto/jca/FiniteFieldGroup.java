// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.registry.NamedGroup;
import java.math.BigInteger;
import javax.crypto.spec.DHParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The finite-field groups of RFC 7919: p = 2^b - 2^(b-64) + (floor(2^(b-130) e) + X) 2^64 - 1 with generator 2, where X is
 * the smallest number that makes p a safe prime. Computed rather than printed, since Euler's e leaves nothing to mistype.
 */
enum FiniteFieldGroup {
    FFDHE2048(NamedGroup.FFDHE2048, 2048, 560_316, 225),
    FFDHE3072(NamedGroup.FFDHE3072, 3072, 2_625_351, 275),
    FFDHE4096(NamedGroup.FFDHE4096, 4096, 5_736_041, 325),
    FFDHE6144(NamedGroup.FFDHE6144, 6144, 15_705_020, 375),
    FFDHE8192(NamedGroup.FFDHE8192, 8192, 10_965_728, 400);

    private static final BigInteger GENERATOR = BigInteger.TWO;
    private static final int GUARD_BITS = 64;

    private final NamedGroup group;
    private final int bits;
    private final int offset;
    private final int exponentBits;

    private volatile @Nullable DHParameterSpec parameters;

    /** @param exponentBits the length of private exponents (RFC 7919 appendix A) */
    FiniteFieldGroup(NamedGroup group, int bits, int offset, int exponentBits) {
        this.group = group;
        this.bits = bits;
        this.offset = offset;
        this.exponentBits = exponentBits;
    }

    NamedGroup group() {
        return group;
    }

    int length() {
        return bits / 8;
    }

    /** The parameters, computed when they are first asked for: hardly any connection does. */
    DHParameterSpec parameters() {
        DHParameterSpec known = parameters;
        if (known == null) {
            known = new DHParameterSpec(prime(), GENERATOR, exponentBits);
            parameters = known;
        }
        return known;
    }

    private BigInteger prime() {
        return BigInteger.ONE
                .shiftLeft(bits)
                .subtract(BigInteger.ONE.shiftLeft(bits - 64))
                .add(scaledE(bits - 130).add(BigInteger.valueOf(offset)).shiftLeft(64))
                .subtract(BigInteger.ONE);
    }

    /** floor(2^shift · e), by the series of 1/k!. */
    private static BigInteger scaledE(int shift) {
        BigInteger term = BigInteger.ONE.shiftLeft(shift + GUARD_BITS);
        BigInteger sum = BigInteger.ZERO;
        for (int k = 1; term.signum() > 0; k++) {
            sum = sum.add(term);
            term = term.divide(BigInteger.valueOf(k));
        }
        return sum.shiftRight(GUARD_BITS);
    }
}
