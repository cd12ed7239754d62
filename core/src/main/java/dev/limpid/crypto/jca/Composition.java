// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import dev.limpid.registry.HashAlgorithm;
import dev.limpid.registry.NamedGroup;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Which provider does what: the choice of a {@link JcaCryptoProvider}, made once. Maps are in order of preference. */
record Composition(
        Map<SuiteCipher, Provider> ciphers,
        Map<HashAlgorithm, Provider> hashes,
        Map<HashAlgorithm, Provider> hmacs,
        Map<NamedGroup, Shares> exchanges,
        Map<SignatureAlgorithm, Provider> verifiers,
        Map<SignatureAlgorithm, Providers> signers,
        SecureRandom random) {

    static Composition of(
            Providers curves,
            Providers rsa,
            Providers symmetric,
            Providers lattices,
            Providers finiteFields,
            SecureRandom random) {
        Map<SignatureAlgorithm, Providers> signers = new EnumMap<>(SignatureAlgorithm.class);
        for (SignatureAlgorithm each : SignatureAlgorithm.ALL) {
            signers.put(each, each.choose(curves, rsa, lattices));
        }
        return new Composition(
                chosen(SuiteCipher.ALL, symmetric, (each, from) -> from.withCipher(each.transformation())),
                chosen(
                        List.of(HashAlgorithm.values()),
                        symmetric,
                        (each, from) -> from.with("MessageDigest." + JcaHash.name(each))),
                chosen(
                        List.of(HashAlgorithm.values()),
                        symmetric,
                        (each, from) -> from.with("Mac." + JcaHkdf.name(each))),
                exchanges(curves, lattices, finiteFields, random),
                chosen(SignatureAlgorithm.ALL, curves, (each, _) -> each.from(each.choose(curves, rsa, lattices))),
                Collections.unmodifiableMap(signers),
                random);
    }

    /** The providers to ask for signatures, in their order. */
    Providers signing(SignatureAlgorithm algorithm) {
        return signers.getOrDefault(algorithm, new Providers(List.of()));
    }

    /** Each of the primitives by the provider it comes from. */
    String describe() {
        Map<String, Object> lines = new LinkedHashMap<>();
        ciphers.forEach((cipher, provider) -> lines.put(cipher.suite().toString(), provider.getName()));
        exchanges.values().forEach(exchange -> lines.put(exchange.group().toString(), exchange));
        verifiers.forEach((scheme, provider) -> lines.put(scheme.scheme().toString(), provider.getName()));
        return lines.entrySet().stream()
                .map(line -> line.getKey() + ": " + line.getValue())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static <K> Map<K, Provider> chosen(
            List<K> primitives, Providers from, BiFunction<K, Providers, Optional<Provider>> choice) {
        Map<K, Provider> chosen = new LinkedHashMap<>();
        for (K primitive : primitives) {
            choice.apply(primitive, from).ifPresent(provider -> chosen.put(primitive, provider));
        }
        return Collections.unmodifiableMap(chosen);
    }

    private static Map<NamedGroup, Shares> exchanges(
            Providers curves, Providers lattices, Providers finiteFields, SecureRandom random) {
        Map<NamedGroup, Shares> found = new LinkedHashMap<>();
        for (MontgomeryCurve.Kind kind : MontgomeryCurve.Kind.values()) {
            curves.with("KeyPairGenerator." + kind, "KeyFactory." + kind, "KeyAgreement." + kind)
                    .ifPresent(from -> add(found, new MontgomeryCurve(kind, from, random)));
        }
        for (Curve curve : Curve.values()) {
            curves.with("KeyPairGenerator.EC", "KeyFactory.EC", "KeyAgreement.ECDH")
                    .ifPresent(from -> add(found, new WeierstrassCurve(curve, from, random)));
        }
        for (MlKem.Kind kind : MlKem.Kind.values()) {
            lattices.withKem(kind.algorithm()).ifPresent(from -> add(found, new MlKem(kind, from, random)));
        }
        // The order of the parts is the group's own (draft-ietf-tls-ecdhe-mlkem, "Negotiated Groups").
        hybrid(found, NamedGroup.X25519MLKEM768, NamedGroup.MLKEM768, NamedGroup.X25519);
        hybrid(found, NamedGroup.SECP256R1MLKEM768, NamedGroup.SECP256R1, NamedGroup.MLKEM768);
        hybrid(found, NamedGroup.SECP384R1MLKEM1024, NamedGroup.SECP384R1, NamedGroup.MLKEM1024);
        for (FiniteFieldGroup field : FiniteFieldGroup.values()) {
            finiteFields
                    .with("KeyPairGenerator.DiffieHellman", "KeyFactory.DiffieHellman", "KeyAgreement.DiffieHellman")
                    .ifPresent(from -> add(found, new FiniteField(field, from, random)));
        }
        return Collections.unmodifiableMap(found);
    }

    private static void hybrid(Map<NamedGroup, Shares> found, NamedGroup group, NamedGroup first, NamedGroup second) {
        Shares one = found.get(first);
        Shares two = found.get(second);
        if (one != null && two != null) {
            add(found, new Hybrid(group, one, two));
        }
    }

    private static void add(Map<NamedGroup, Shares> found, Shares exchange) {
        found.put(exchange.group(), exchange);
    }
}
