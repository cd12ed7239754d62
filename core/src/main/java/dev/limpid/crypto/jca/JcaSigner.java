// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.crypto.CryptoException;
import dev.limpid.crypto.Signer;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A private key and the provider that signs with it. A key of software moves to the preferred provider once, here; an opaque
 * one (a token's, a key store's) stays where it lives, and the JCA finds the provider that knows it.
 */
final class JcaSigner implements Signer {
    private final SignatureAlgorithm algorithm;
    private final Optional<Provider> provider;
    private final PrivateKey key;
    private final SecureRandom random;

    private JcaSigner(SignatureAlgorithm algorithm, Optional<Provider> provider, PrivateKey key, SecureRandom random) {
        this.algorithm = algorithm;
        this.provider = provider;
        this.key = key;
        this.random = random;
    }

    static JcaSigner of(SignatureAlgorithm algorithm, Providers providers, PrivateKey key, SecureRandom random) {
        if (!fits(algorithm, key)) {
            throw new IllegalArgumentException(
                    "a key of " + key.getAlgorithm() + " does not sign " + algorithm.scheme());
        }
        // A key without a format shows nothing of itself: only its own provider can work with it.
        if (key.getFormat() != null) {
            for (Provider provider : providers.order()) {
                Optional<PrivateKey> moved = moved(algorithm, provider, key);
                if (moved.isPresent()) {
                    return new JcaSigner(algorithm, Optional.of(provider), moved.get(), random);
                }
            }
        }
        JcaSigner signer = new JcaSigner(algorithm, Optional.empty(), key, random);
        try {
            signer.prepared();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no provider signs " + algorithm.scheme() + " with this key", e);
        }
        return signer;
    }

    @Override
    public SignatureScheme scheme() {
        return algorithm.scheme();
    }

    @Override
    public Bytes sign(Bytes content) {
        try {
            Signature operation = prepared();
            operation.update(content.toArray());
            return Bytes.wrap(operation.sign());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new CryptoException("signing " + algorithm.scheme(), e);
        }
    }

    @Override
    public String toString() {
        return scheme() + " from " + provider.map(Provider::getName).orElse("the key's own provider");
    }

    private Signature prepared() throws GeneralSecurityException {
        if (provider.isPresent()) {
            Signature operation = algorithm.operation(provider.get());
            operation.initSign(key, random);
            return operation;
        }
        // The key decides on the provider, so it must come before the parameters.
        Signature operation = algorithm.operationForAnyKey();
        operation.initSign(key, random);
        algorithm.setParameters(operation);
        return operation;
    }

    /** The key in {@code provider}'s own form, if it has one and signs with it. */
    private static Optional<PrivateKey> moved(SignatureAlgorithm algorithm, Provider provider, PrivateKey key) {
        if (algorithm.from(new Providers(List.of(provider))).isEmpty()) {
            return Optional.empty();
        }
        try {
            PrivateKey own = (PrivateKey)
                    KeyFactory.getInstance(algorithm.keyAlgorithm(), provider).translateKey(key);
            algorithm.operation(provider).initSign(own);
            return Optional.of(own);
        } catch (NoSuchAlgorithmException | InvalidKeyException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean fits(SignatureAlgorithm algorithm, PrivateKey key) {
        Set<String> names = switch (algorithm.kind()) {
            case EC -> Set.of("EC", "ECDSA");
            case PSS, PKCS1 -> Set.of("RSA", "RSASSA-PSS");
            case EDWARDS -> Set.of(algorithm.keyAlgorithm(), "EdDSA");
            case LATTICE -> Set.of(algorithm.keyAlgorithm(), "ML-DSA");
        };
        return names.contains(key.getAlgorithm()) && fitsCurve(algorithm, key);
    }

    private static boolean fitsCurve(SignatureAlgorithm algorithm, PrivateKey key) {
        if (!(key instanceof ECKey ec) || ec.getParams() == null) {
            return true;
        }
        int bits = ec.getParams().getCurve().getField().getFieldSize();
        return switch (algorithm) {
            case ECDSA_P256 -> bits == Curve.SECP256R1.fieldSize();
            case ECDSA_P384 -> bits == Curve.SECP384R1.fieldSize();
            case ECDSA_P521 -> bits == Curve.SECP521R1.fieldSize();
            default -> true;
        };
    }
}
