// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import java.security.Provider;
import java.security.SecureRandom;
import java.util.List;

/** Composes a {@link JcaCryptoProvider}. Providers named here are asked before those that were there. Not thread-safe. */
public final class JcaCryptoProviderBuilder {
    private Providers curves;
    private Providers rsa;
    private Providers symmetric;
    private Providers lattices;
    private Providers finiteFields;
    private SecureRandom random = new SecureRandom();

    /** The JDK, after {@code curves} and {@code rsa} where they have the primitive. */
    JcaCryptoProviderBuilder(Providers curves, Providers rsa) {
        this(Providers.jdk());
        this.curves = curves.then(this.curves);
        this.rsa = rsa.then(this.rsa);
    }

    JcaCryptoProviderBuilder(Providers all) {
        curves = all;
        rsa = all;
        symmetric = all;
        lattices = all;
        finiteFields = all;
    }

    /** Elliptic curves for key exchange and for signatures (ECDSA, EdDSA). */
    public JcaCryptoProviderBuilder curves(Provider provider) {
        curves = before(provider, curves);
        return this;
    }

    /** RSA signatures. */
    public JcaCryptoProviderBuilder rsa(Provider provider) {
        rsa = before(provider, rsa);
        return this;
    }

    /** AEADs, hashes and HMAC. */
    public JcaCryptoProviderBuilder symmetric(Provider provider) {
        symmetric = before(provider, symmetric);
        return this;
    }

    /** AES-CCM, and nothing else that anybody before has: the JDK lacks it. */
    public JcaCryptoProviderBuilder ccm(Provider provider) {
        symmetric = symmetric.then(new Providers(List.of(provider)));
        return this;
    }

    /** ML-KEM and ML-DSA. */
    public JcaCryptoProviderBuilder lattices(Provider provider) {
        lattices = before(provider, lattices);
        return this;
    }

    /** Diffie-Hellman in finite fields. */
    public JcaCryptoProviderBuilder finiteFields(Provider provider) {
        finiteFields = before(provider, finiteFields);
        return this;
    }

    /** Where randomness comes from: hello randoms, and key pairs as far as the providers obey. */
    public JcaCryptoProviderBuilder random(SecureRandom source) {
        random = source;
        return this;
    }

    /** The composition. */
    public JcaCryptoProvider build() {
        return new JcaCryptoProvider(Composition.of(curves, rsa, symmetric, lattices, finiteFields, random));
    }

    private static Providers before(Provider provider, Providers others) {
        return new Providers(List.of(provider)).then(others);
    }
}
