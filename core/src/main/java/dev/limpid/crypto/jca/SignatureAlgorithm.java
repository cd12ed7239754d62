// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.crypto.CryptoException;
import dev.limpid.registry.SignatureScheme;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The signature schemes by their names in the JCA, in order of preference. What section 4.3.3 calls obsolete is not among them, and
 * neither is SHA-1, so nothing can stand behind it.
 */
//= R4.3.3-15
//= R4.3.3-20
//= R4.3.3-21
enum SignatureAlgorithm {
    //= R9.1-2
    ECDSA_P256(SignatureScheme.ECDSA_SECP256R1_SHA256, Kind.EC, "EC", "SHA256withECDSA"),
    ED25519(SignatureScheme.ED25519, Kind.EDWARDS, "Ed25519", "Ed25519"),
    ECDSA_P384(SignatureScheme.ECDSA_SECP384R1_SHA384, Kind.EC, "EC", "SHA384withECDSA"),
    ECDSA_P521(SignatureScheme.ECDSA_SECP521R1_SHA512, Kind.EC, "EC", "SHA512withECDSA"),
    ED448(SignatureScheme.ED448, Kind.EDWARDS, "Ed448", "Ed448"),
    RSAE_SHA256(SignatureScheme.RSA_PSS_RSAE_SHA256, Pss.SHA256, "SHA256withRSA/PSS"),
    RSAE_SHA384(SignatureScheme.RSA_PSS_RSAE_SHA384, Pss.SHA384, "SHA384withRSA/PSS"),
    RSAE_SHA512(SignatureScheme.RSA_PSS_RSAE_SHA512, Pss.SHA512, "SHA512withRSA/PSS"),
    PSS_SHA256(SignatureScheme.RSA_PSS_PSS_SHA256, Pss.SHA256, "SHA256withRSA/PSS"),
    PSS_SHA384(SignatureScheme.RSA_PSS_PSS_SHA384, Pss.SHA384, "SHA384withRSA/PSS"),
    PSS_SHA512(SignatureScheme.RSA_PSS_PSS_SHA512, Pss.SHA512, "SHA512withRSA/PSS"),
    MLDSA65(SignatureScheme.MLDSA65, Kind.LATTICE, "ML-DSA-65", "ML-DSA-65"),
    MLDSA44(SignatureScheme.MLDSA44, Kind.LATTICE, "ML-DSA-44", "ML-DSA-44"),
    MLDSA87(SignatureScheme.MLDSA87, Kind.LATTICE, "ML-DSA-87", "ML-DSA-87"),
    PKCS1_SHA256(SignatureScheme.RSA_PKCS1_SHA256, Kind.PKCS1, "RSA", "SHA256withRSA"),
    PKCS1_SHA384(SignatureScheme.RSA_PKCS1_SHA384, Kind.PKCS1, "RSA", "SHA384withRSA"),
    PKCS1_SHA512(SignatureScheme.RSA_PKCS1_SHA512, Kind.PKCS1, "RSA", "SHA512withRSA");

    static final List<SignatureAlgorithm> ALL = List.of(values());
    private static final Map<SignatureScheme, SignatureAlgorithm> BY_SCHEME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(SignatureAlgorithm::scheme, each -> each));

    /** What sort of key a scheme has. */
    enum Kind {
        EC,
        EDWARDS,
        LATTICE,
        PSS,
        PKCS1
    }

    private final SignatureScheme scheme;
    private final Kind kind;
    private final String keyAlgorithm;
    private final List<String> names;
    private final @Nullable PSSParameterSpec pss;

    SignatureAlgorithm(SignatureScheme scheme, Kind kind, String keyAlgorithm, String name) {
        this.scheme = scheme;
        this.kind = kind;
        this.keyAlgorithm = keyAlgorithm;
        this.names = List.of(name);
        this.pss = null;
    }

    /** @param alias what providers call it that lack RSASSA-PSS by that name */
    SignatureAlgorithm(SignatureScheme scheme, Pss pss, String alias) {
        this.scheme = scheme;
        this.kind = Kind.PSS;
        this.keyAlgorithm = "RSA";
        this.names = List.of("RSASSA-PSS", alias);
        this.pss = pss.parameters;
    }

    static Optional<SignatureAlgorithm> of(SignatureScheme scheme) {
        return Optional.ofNullable(BY_SCHEME.get(scheme));
    }

    SignatureScheme scheme() {
        return scheme;
    }

    Kind kind() {
        return kind;
    }

    /** The algorithm of {@code KeyFactory} that makes the keys. */
    String keyAlgorithm() {
        return keyAlgorithm;
    }

    /** Whether CertificateVerify may use it (section 4.3.3); the others are for certificates alone. */
    boolean isForHandshakes() {
        return kind != Kind.PKCS1;
    }

    /** Those of the providers, composed by primitive, that are to be asked. */
    Providers choose(Providers curves, Providers rsa, Providers lattices) {
        return switch (kind) {
            case EC, EDWARDS -> curves;
            case PSS, PKCS1 -> rsa;
            case LATTICE -> lattices;
        };
    }

    /** The first of {@code providers} that makes such signatures and their keys. */
    Optional<Provider> from(Providers providers) {
        return providers.order().stream()
                .filter(provider ->
                        nameIn(provider).isPresent() && provider.getService("KeyFactory", keyAlgorithm) != null)
                .findFirst();
    }

    /** An operation that still needs its key. */
    Signature operation(Provider provider) {
        try {
            String name =
                    names.size() == 1 ? names.getFirst() : nameIn(provider).orElse(names.getFirst());
            Signature signature = Signature.getInstance(name, provider);
            setParameters(signature);
            return signature;
        } catch (GeneralSecurityException e) {
            throw new CryptoException(scheme + " from " + provider.getName(), e);
        }
    }

    /** An operation of whichever registered provider knows the key that it will be given. */
    Signature operationForAnyKey() throws GeneralSecurityException {
        return Signature.getInstance(names.getFirst());
    }

    /** Salt as long as the digest, MGF1 with the same digest. */
    void setParameters(Signature signature) throws GeneralSecurityException {
        AlgorithmParameterSpec parameters = pss;
        if (parameters != null) {
            signature.setParameter(parameters);
        }
    }

    private Optional<String> nameIn(Provider provider) {
        for (String name : names) {
            if (provider.getService("Signature", name) != null) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** RSASSA-PSS as section 4.3.3 fixes it. */
    private enum Pss {
        //= R4.3.3-7
        //= R4.3.3-9
        SHA256("SHA-256", MGF1ParameterSpec.SHA256, 32),
        SHA384("SHA-384", MGF1ParameterSpec.SHA384, 48),
        SHA512("SHA-512", MGF1ParameterSpec.SHA512, 64);

        private final PSSParameterSpec parameters;

        Pss(String digest, MGF1ParameterSpec mask, int saltLength) {
            this.parameters = new PSSParameterSpec(digest, "MGF1", mask, saltLength, PSSParameterSpec.TRAILER_FIELD_BC);
        }
    }
}
