// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The NIST curves y² = x³ - 3x + b over a prime field (SP 800-186): what it takes to recognise a point. Points to be checked are
 * public, so the arithmetic need not be constant in time.
 */
enum Curve {
    SECP256R1(
            NamedGroup.SECP256R1,
            32,
            "3059301306072a8648ce3d020106082a8648ce3d030107034200",
            "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
            "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"),
    SECP384R1(
            NamedGroup.SECP384R1,
            48,
            "3076301006072a8648ce3d020106052b81040022036200",
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe" + "ffffffff0000000000000000ffffffff",
            "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875a" + "c656398d8a2ed19d2a85c8edd3ec2aef"),
    SECP521R1(
            NamedGroup.SECP521R1,
            66,
            "30819b301006072a8648ce3d020106052b8104002303818600",
            "01ff" + "f".repeat(128),
            "0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef1"
                    + "09e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b50"
                    + "3f00");

    private static final int UNCOMPRESSED = 4;
    private static final BigInteger THREE = BigInteger.valueOf(3);

    private final NamedGroup group;
    private final int coordinateLength;
    private final Bytes prefix;
    private final BigInteger prime;
    private final BigInteger b;

    Curve(NamedGroup group, int coordinateLength, String prefix, String prime, String b) {
        this.group = group;
        this.coordinateLength = coordinateLength;
        this.prefix = Bytes.ofHex(prefix);
        this.prime = new BigInteger(prime, 16);
        this.b = new BigInteger(b, 16);
    }

    static Optional<Curve> of(NamedGroup group) {
        for (Curve each : values()) {
            if (each.group.equals(group)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    NamedGroup group() {
        return group;
    }

    int coordinateLength() {
        return coordinateLength;
    }

    int pointLength() {
        return 1 + 2 * coordinateLength;
    }

    /** What precedes an uncompressed point in a SubjectPublicKeyInfo. */
    Bytes prefix() {
        return prefix;
    }

    /** The bits of the field, as the JCA counts them. */
    int fieldSize() {
        return prime.bitLength();
    }

    /** Whether {@code encoded} is an uncompressed point of this curve, and not the one at infinity. */
    boolean hasPoint(Bytes encoded) {
        if (encoded.length() != pointLength() || encoded.at(0) != UNCOMPRESSED) {
            return false;
        }
        BigInteger x = coordinate(encoded, 1);
        BigInteger y = coordinate(encoded, 1 + coordinateLength);
        if (x.compareTo(prime) >= 0 || y.compareTo(prime) >= 0) {
            return false;
        }
        BigInteger right = x.multiply(x).subtract(THREE).multiply(x).add(b);
        return y.multiply(y).subtract(right).mod(prime).signum() == 0;
    }

    private BigInteger coordinate(Bytes encoded, int at) {
        return new BigInteger(1, encoded.slice(at, coordinateLength).toArray());
    }
}
