// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import dev.limpid.wire.DerReader;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A public key as certificates hold it (RFC 5280 section 4.1.2.7), read as far as TLS needs: which kind it is, and so which
 * signature schemes it can verify. Whether it is strong enough to be trusted is the certificate verifier's business.
 */
public sealed interface SubjectPublicKeyInfo {
    /** The DER that was read. */
    Bytes encoded();

    /** Whether {@code scheme} signs with keys like this one (RFC 9846 section 4.3.3). */
    boolean fits(SignatureScheme scheme);

    /**
     * Reads DER.
     *
     * @throws ViolationException if it isn't a SubjectPublicKeyInfo (CERTIFICATE_MALFORMED), or is an RSA key too large to
     *     compute with in reasonable time (CERTIFICATE_UNSUPPORTED_KEY)
     */
    static SubjectPublicKeyInfo decode(Bytes encoded) {
        try {
            return read(encoded);
        } catch (DecodeException malformed) {
            throw new ViolationException(
                    Violation.CERTIFICATE_MALFORMED, "public key: " + malformed.path() + ": " + malformed.problem());
        }
    }

    /** An RSA key for any padding (OID rsaEncryption). */
    record Rsa(Bytes encoded, BigInteger modulus, BigInteger exponent) implements SubjectPublicKeyInfo {
        //= R4.3.3-8
        @Override
        public boolean fits(SignatureScheme scheme) {
            RsaScheme wanted = RsaScheme.of(scheme);
            return wanted != null && wanted.key() == RsaScheme.Key.ANY && wanted.fitsInto(modulus.bitLength());
        }
    }

    /**
     * An RSA key for RSASSA-PSS only (OID id-RSASSA-PSS).
     *
     * @param restriction the one scheme that the key's parameters allow; nothing if it has no parameters
     */
    record RsaPss(Bytes encoded, BigInteger modulus, BigInteger exponent, Optional<SignatureScheme> restriction)
            implements SubjectPublicKeyInfo {
        //= R4.3.3-10
        //= R4.3.3-12
        @Override
        public boolean fits(SignatureScheme scheme) {
            RsaScheme wanted = RsaScheme.of(scheme);
            return wanted != null
                    && wanted.key() == RsaScheme.Key.PSS
                    && wanted.fitsInto(modulus.bitLength())
                    && restriction.map(scheme::equals).orElse(true);
        }
    }

    /** A point on one of the curves that TLS 1.3 knows. */
    record Ec(Bytes encoded, NamedGroup curve, Bytes point) implements SubjectPublicKeyInfo {
        private static final Map<SignatureScheme, NamedGroup> CURVES = Map.of(
                SignatureScheme.ECDSA_SECP256R1_SHA256, NamedGroup.SECP256R1,
                SignatureScheme.ECDSA_SECP384R1_SHA384, NamedGroup.SECP384R1,
                SignatureScheme.ECDSA_SECP521R1_SHA512, NamedGroup.SECP521R1);

        @Override
        public boolean fits(SignatureScheme scheme) {
            return curve.equals(CURVES.get(scheme));
        }
    }

    /** A key that has one scheme only: EdDSA, ML-DSA. */
    record Pure(Bytes encoded, SignatureScheme scheme, Bytes key) implements SubjectPublicKeyInfo {
        @Override
        public boolean fits(SignatureScheme wanted) {
            return scheme.equals(wanted);
        }
    }

    /** A key of a kind that TLS 1.3 does not sign with. */
    record Other(Bytes encoded) implements SubjectPublicKeyInfo {
        @Override
        public boolean fits(SignatureScheme scheme) {
            return false;
        }
    }

    private static SubjectPublicKeyInfo read(Bytes encoded) {
        DerReader outer = DerReader.of("SubjectPublicKeyInfo", encoded);
        DerReader info = outer.inside(DerReader.SEQUENCE, "sequence");
        outer.end();
        DerReader algorithm = info.inside(DerReader.SEQUENCE, "algorithm");
        Bytes key = info.bitString("subjectPublicKey");
        info.end();
        String oid = algorithm.content(DerReader.OID, "oid").toHex();
        return switch (oid) {
            case ObjectIdentifiers.RSA_ENCRYPTION -> rsa(encoded, algorithm, key);
            case ObjectIdentifiers.RSASSA_PSS -> rsaPss(encoded, algorithm, key);
            case ObjectIdentifiers.EC_PUBLIC_KEY -> ec(encoded, algorithm, key);
            default -> pure(encoded, oid, algorithm, key);
        };
    }

    private static SubjectPublicKeyInfo rsa(Bytes encoded, DerReader algorithm, Bytes key) {
        if (algorithm.hasMore()) {
            algorithm.inside(DerReader.NULL, "parameters").end();
        }
        algorithm.end();
        return rsaKey(key, (modulus, exponent) -> new Rsa(encoded, modulus, exponent));
    }

    private static SubjectPublicKeyInfo rsaPss(Bytes encoded, DerReader algorithm, Bytes key) {
        if (!algorithm.hasMore()) {
            return rsaKey(key, (modulus, exponent) -> new RsaPss(encoded, modulus, exponent, Optional.empty()));
        }
        Optional<SignatureScheme> restriction =
                RsaScheme.ofParameters(algorithm.content(DerReader.SEQUENCE, "parameters"));
        algorithm.end();
        if (restriction.isEmpty()) {
            return new Other(encoded);
        }
        return rsaKey(key, (modulus, exponent) -> new RsaPss(encoded, modulus, exponent, restriction));
    }

    private static SubjectPublicKeyInfo rsaKey(
            Bytes key, BiFunction<BigInteger, BigInteger, SubjectPublicKeyInfo> make) {
        DerReader outer = DerReader.of("RSAPublicKey", key);
        DerReader numbers = outer.inside(DerReader.SEQUENCE, "sequence");
        outer.end();
        BigInteger modulus = numbers.natural("modulus");
        BigInteger exponent = numbers.natural("publicExponent");
        numbers.end();
        // The cost of a verification grows with both, and a peer chooses them.
        if (modulus.bitLength() > RsaScheme.MAXIMUM_MODULUS_BITS
                || exponent.bitLength() > RsaScheme.MAXIMUM_EXPONENT_BITS) {
            throw new ViolationException(
                    Violation.CERTIFICATE_UNSUPPORTED_KEY,
                    "an RSA key of " + modulus.bitLength() + " bits with an exponent of " + exponent.bitLength());
        }
        return make.apply(modulus, exponent);
    }

    private static SubjectPublicKeyInfo ec(Bytes encoded, DerReader algorithm, Bytes key) {
        if (!algorithm.nextIs(DerReader.OID)) {
            return new Other(encoded);
        }
        NamedGroup curve = ObjectIdentifiers.CURVES.get(
                algorithm.content(DerReader.OID, "namedCurve").toHex());
        algorithm.end();
        return curve == null ? new Other(encoded) : new Ec(encoded, curve, key);
    }

    private static SubjectPublicKeyInfo pure(Bytes encoded, String oid, DerReader algorithm, Bytes key) {
        SignatureScheme scheme = ObjectIdentifiers.PURE.get(oid);
        if (scheme == null) {
            return new Other(encoded);
        }
        // RFC 8410 section 3 and RFC 9881 section 2 forbid parameters.
        algorithm.end();
        return new Pure(encoded, scheme, key);
    }
}
