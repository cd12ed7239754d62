// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.security.AsymmetricKey;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Keys of one kind that a security property forbids: those for which all {@code conditions} hold.
 *
 * @param name the kind, in lower case
 */
record DisabledKeys(String name, List<Predicate<Key>> conditions) {
    private static final int ED25519_BITS = 255;
    private static final int ED448_BITS = 448;

    /** @throws IllegalArgumentException if there is no such condition */
    static DisabledKeys of(String property, String name, String conditions) {
        List<Predicate<Key>> all = new ArrayList<>();
        for (String condition : conditions.split("&", -1)) {
            try {
                all.add(condition(condition.strip().split(" ", -1)));
            } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
                throw new IllegalArgumentException(
                        "security property " + property + ": " + name + " " + conditions + " is not understood", e);
            }
        }
        return new DisabledKeys(name, List.copyOf(all));
    }

    boolean forbids(Key key) {
        return names(key).anyMatch(kind -> kind.toLowerCase(Locale.ROOT).equals(name))
                && conditions.stream().allMatch(condition -> condition.test(key));
    }

    /** What a key's kind is called: EdDSA is Ed25519 or Ed448 too. */
    static Stream<String> names(Key key) {
        return key instanceof AsymmetricKey asymmetric && asymmetric.getParams() instanceof NamedParameterSpec named
                ? Stream.of(key.getAlgorithm(), named.getName()).distinct()
                : Stream.of(key.getAlgorithm());
    }

    /** A key's curve, by its name or its object identifier, if it has one that the JVM knows. */
    static Optional<String> curve(Key key) {
        if (!(key instanceof ECKey onCurve)) {
            return Optional.empty();
        }
        try {
            java.security.AlgorithmParameters parameters = java.security.AlgorithmParameters.getInstance("EC");
            parameters.init(onCurve.getParams());
            return Optional.of(
                    parameters.getParameterSpec(ECGenParameterSpec.class).getName());
        } catch (GeneralSecurityException unknown) {
            return Optional.empty();
        }
    }

    private static Predicate<Key> condition(String[] words) {
        return switch (words[0]) {
            case "keysize" -> sized(words[1], Integer.parseInt(words[2]));
            case "denyafter" -> {
                LocalDate day = LocalDate.parse(words[1]);
                yield key -> !LocalDate.now(ZoneOffset.UTC).isBefore(day);
            }
            // Whose purpose and whose root a chain has, a plain trust manager does not tell.
            case "usage", "jdkca" -> key -> false;
            default -> throw new IllegalArgumentException("no condition is called " + words[0]);
        };
    }

    private static Predicate<Key> sized(String operator, int bits) {
        Predicate<Integer> forbidden = switch (operator) {
            case "<" -> size -> size < bits;
            case "<=" -> size -> size <= bits;
            case "==" -> size -> size == bits;
            case "!=" -> size -> size != bits;
            case ">=" -> size -> size >= bits;
            case ">" -> size -> size > bits;
            default -> throw new IllegalArgumentException(operator);
        };
        return key -> {
            OptionalInt size = size(key);
            return size.isPresent() && (size.getAsInt() == 0 || forbidden.test(size.getAsInt()));
        };
    }

    /** In bits, where a kind has a size. */
    private static OptionalInt size(Key key) {
        return switch (key) {
            case RSAKey rsa -> OptionalInt.of(rsa.getModulus().bitLength());
            case ECKey curve -> OptionalInt.of(curve.getParams().getOrder().bitLength());
            case DSAKey dsa
            when dsa.getParams() != null ->
                OptionalInt.of(dsa.getParams().getP().bitLength());
            case EdECKey edwards ->
                OptionalInt.of(edwards.getParams().getName().equals("Ed25519") ? ED25519_BITS : ED448_BITS);
            default -> OptionalInt.empty();
        };
    }
}
