// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.KEM;
import javax.crypto.NoSuchPaddingException;

/** Providers in the order in which they are asked for a primitive. */
record Providers(List<Provider> order) {
    /** The JDK's own, whatever their order in {@code java.security}; all that are registered if it isn't an OpenJDK. */
    static Providers jdk() {
        Providers own = registered("SunEC", "SunJCE", "SUN", "SunRsaSign");
        return own.order.isEmpty() ? new Providers(List.of(Security.getProviders())) : own;
    }

    /** Those of {@code names} that are registered. */
    static Providers registered(String... names) {
        List<Provider> found = new ArrayList<>();
        for (String name : names) {
            Provider provider = Security.getProvider(name);
            if (provider != null) {
                found.add(provider);
            }
        }
        return new Providers(List.copyOf(found));
    }

    Providers then(Providers others) {
        return new Providers(
                Stream.concat(order.stream(), others.order.stream()).distinct().toList());
    }

    /** The first that has every one of {@code services}, each given as type and algorithm: {@code "KeyFactory.EC"}. */
    Optional<Provider> with(String... services) {
        return order.stream()
                .filter(provider -> Arrays.stream(services).allMatch(service -> has(provider, service)))
                .findFirst();
    }

    /** The first that makes this cipher; ciphers are not always listed by their whole name. */
    Optional<Provider> withCipher(String transformation) {
        return order.stream()
                .filter(provider -> hasCipher(provider, transformation))
                .findFirst();
    }

    /** The first that makes the KEM and its keys; some list a KEM of another interface under the same name. */
    Optional<Provider> withKem(String algorithm) {
        return order.stream()
                .filter(provider -> has(provider, "KeyPairGenerator." + algorithm)
                        && has(provider, "KeyFactory." + algorithm)
                        && hasKem(provider, algorithm))
                .findFirst();
    }

    private static boolean has(Provider provider, String service) {
        int dot = service.indexOf('.');
        return provider.getService(service.substring(0, dot), service.substring(dot + 1)) != null;
    }

    private static boolean hasCipher(Provider provider, String transformation) {
        try {
            Cipher.getInstance(transformation, provider);
            return true;
        } catch (NoSuchAlgorithmException | NoSuchPaddingException | SecurityException e) {
            return false;
        }
    }

    private static boolean hasKem(Provider provider, String algorithm) {
        try {
            KEM.getInstance(algorithm, provider);
            return true;
        } catch (NoSuchAlgorithmException e) {
            return false;
        }
    }
}
