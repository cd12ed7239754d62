// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto;

import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.DerReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The signature schemes with RSA: which key each one wants, and how much room its padding needs. */
enum RsaScheme {
    PKCS1_SHA256(SignatureScheme.RSA_PKCS1_SHA256, Key.ANY, false, 32, "608648016503040201"),
    PKCS1_SHA384(SignatureScheme.RSA_PKCS1_SHA384, Key.ANY, false, 48, "608648016503040202"),
    PKCS1_SHA512(SignatureScheme.RSA_PKCS1_SHA512, Key.ANY, false, 64, "608648016503040203"),
    RSAE_SHA256(SignatureScheme.RSA_PSS_RSAE_SHA256, Key.ANY, true, 32, "608648016503040201"),
    RSAE_SHA384(SignatureScheme.RSA_PSS_RSAE_SHA384, Key.ANY, true, 48, "608648016503040202"),
    RSAE_SHA512(SignatureScheme.RSA_PSS_RSAE_SHA512, Key.ANY, true, 64, "608648016503040203"),
    PSS_SHA256(SignatureScheme.RSA_PSS_PSS_SHA256, Key.PSS, true, 32, "608648016503040201"),
    PSS_SHA384(SignatureScheme.RSA_PSS_PSS_SHA384, Key.PSS, true, 48, "608648016503040202"),
    PSS_SHA512(SignatureScheme.RSA_PSS_PSS_SHA512, Key.PSS, true, 64, "608648016503040203");

    static final int MAXIMUM_MODULUS_BITS = 16384;
    static final int MAXIMUM_EXPONENT_BITS = 64;

    /** What the key's object identifier says that it may be used for. */
    enum Key {
        ANY,
        PSS
    }

    private final SignatureScheme scheme;
    private final Key key;
    private final boolean pss;
    private final int digestLength;
    private final String digest;

    RsaScheme(SignatureScheme scheme, Key key, boolean pss, int digestLength, String digest) {
        this.scheme = scheme;
        this.key = key;
        this.pss = pss;
        this.digestLength = digestLength;
        this.digest = digest;
    }

    static @Nullable RsaScheme of(SignatureScheme scheme) {
        for (RsaScheme each : values()) {
            if (each.scheme.equals(scheme)) {
                return each;
            }
        }
        return null;
    }

    /** The scheme of id-RSASSA-PSS whose parameters (RFC 4055 section 3.1) are these, if it is one of TLS 1.3. */
    static Optional<SignatureScheme> ofParameters(Bytes parameters) {
        DerReader reader = DerReader.of("RSASSA-PSS-params", parameters);
        String hash =
                tagged(reader, 0, "hashAlgorithm").map(RsaScheme::algorithm).orElse("");
        String mask = tagged(reader, 1, "maskGenAlgorithm").map(RsaScheme::mask).orElse("");
        int salt = tagged(reader, 2, "saltLength").map(RsaScheme::integer).orElse(20);
        int trailer = tagged(reader, 3, "trailerField").map(RsaScheme::integer).orElse(1);
        reader.end();
        for (RsaScheme each : values()) {
            boolean same = each.digest.equals(hash) && hash.equals(mask) && each.digestLength == salt && trailer == 1;
            if (each.key == Key.PSS && same) {
                return Optional.of(each.scheme);
            }
        }
        return Optional.empty();
    }

    Key key() {
        return key;
    }

    /** Whether the padded digest is no longer than a modulus of that many bits (RFC 8017 sections 9.1.1 and 9.2). */
    boolean fitsInto(int modulusBits) {
        //= R4.3.3-7
        //= R4.3.3-9
        int padded = pss ? 2 * digestLength + 2 : digestLength + 19 + 11;
        int room = pss ? (modulusBits + 6) / 8 : (modulusBits + 7) / 8;
        return room >= padded;
    }

    private static Optional<DerReader> tagged(DerReader reader, int number, String name) {
        int tag = DerReader.context(number);
        return reader.nextIs(tag) ? Optional.of(reader.inside(tag, name)) : Optional.empty();
    }

    private static String mask(DerReader tagged) {
        DerReader mask = tagged.inside(DerReader.SEQUENCE, "AlgorithmIdentifier");
        tagged.end();
        if (!mask.content(DerReader.OID, "algorithm").toHex().equals(ObjectIdentifiers.MGF1)) {
            return "";
        }
        return algorithm(mask);
    }

    private static String algorithm(DerReader reader) {
        DerReader algorithm = reader.inside(DerReader.SEQUENCE, "AlgorithmIdentifier");
        reader.end();
        String oid = algorithm.content(DerReader.OID, "algorithm").toHex();
        if (algorithm.hasMore()) {
            algorithm.inside(DerReader.NULL, "parameters").end();
        }
        algorithm.end();
        return oid;
    }

    private static int integer(DerReader tagged) {
        int value = tagged.natural("value")
                .min(java.math.BigInteger.valueOf(Integer.MAX_VALUE))
                .intValue();
        tagged.end();
        return value;
    }
}
