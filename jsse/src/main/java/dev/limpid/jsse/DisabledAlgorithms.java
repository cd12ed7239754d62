// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one of the JVM's security properties forbids, by the rules that stand in {@code java.security}: an algorithm is forbidden by
 * its name or that of a part, a key by its kind, curve or size as well. Entries that also ask for which purpose, or under whose
 * root, forbid no algorithm by itself: those are for a PKIX trust manager, which knows. Immutable.
 */
final class DisabledAlgorithms implements AlgorithmConstraints {
    /** What TLS forbids. */
    static final String OF_TLS = "jdk.tls.disabledAlgorithms";

    /** What is forbidden in chains of certificates. */
    static final String OF_CHAINS = "jdk.certpath.disabledAlgorithms";

    private static final String CURVES = "jdk.disabled.namedCurves";
    private static final Pattern PARTS = Pattern.compile("/|with|and|(?<!padd)in");
    private static final Pattern SHA = Pattern.compile("sha-(?=\\d)");

    /** What each curve is called, in lower case. */
    private static final List<Set<String>> NAMES_OF_CURVES = List.of(
            Set.of("1.2.840.10045.3.1.7", "secp256r1", "nist p-256", "x9.62 prime256v1"),
            Set.of("1.3.132.0.34", "secp384r1", "nist p-384"),
            Set.of("1.3.132.0.35", "secp521r1", "nist p-521"));

    private final Set<String> names;
    private final List<String> beginnings;
    private final Set<String> inHandshakes;
    private final List<DisabledKeys> keys;

    private DisabledAlgorithms(
            Set<String> names, List<String> beginnings, Set<String> inHandshakes, List<DisabledKeys> keys) {
        this.names = names;
        this.beginnings = beginnings;
        this.inHandshakes = inHandshakes;
        this.keys = keys;
    }

    /**
     * What {@code property} forbids now.
     *
     * @throws IllegalArgumentException if it says what nobody understands: nothing is allowed by a slip of the pen
     */
    static DisabledAlgorithms read(String property) {
        Set<String> names = new HashSet<>();
        Set<String> inHandshakes = new HashSet<>();
        List<DisabledKeys> keys = new ArrayList<>();
        for (String entry : entries(property)) {
            String[] words = entry.split(" ", 2);
            if (entry.equals("include " + CURVES.toLowerCase(Locale.ROOT))) {
                names.addAll(entries(CURVES));
            } else if (words.length == 1 || words[0].equals("nist") || words[0].equals("x9.62")) {
                names.add(uniform(entry));
            } else if (words[1].contains("usage") && words[1].contains("handshakesignature")) {
                inHandshakes.add(uniform(words[0]));
            } else {
                keys.add(DisabledKeys.of(property, words[0], words[1]));
            }
        }
        List<String> beginnings = names.stream()
                .filter(name -> name.endsWith("*"))
                .map(name -> name.substring(0, name.length() - 1))
                .toList();
        return new DisabledAlgorithms(Set.copyOf(names), beginnings, Set.copyOf(inHandshakes), List.copyOf(keys));
    }

    /** Whether {@code name} may not sign a handshake, whatever else it may do. */
    boolean forbidsInHandshake(String name) {
        return forbids(name) || inHandshakes.contains(uniform(name));
    }

    /** Whether {@code name} itself is forbidden, parts aside. */
    boolean forbids(String name) {
        String uniform = uniform(name);
        return names.contains(uniform) || beginnings.stream().anyMatch(uniform::startsWith);
    }

    @Override
    public boolean permits(
            Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
        String uniform = uniform(algorithm);
        return !forbids(uniform) && Arrays.stream(PARTS.split(uniform)).noneMatch(names::contains);
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
        return DisabledKeys.names(key).allMatch(name -> permits(primitives, name, null))
                && curves(key).stream().noneMatch(names::contains)
                && keys.stream().noneMatch(each -> each.forbids(key));
    }

    @Override
    public boolean permits(
            Set<CryptoPrimitive> primitives, String algorithm, Key key, @Nullable AlgorithmParameters parameters) {
        return permits(primitives, algorithm, parameters) && permits(primitives, key);
    }

    private static Set<String> curves(Key key) {
        String name = DisabledKeys.curve(key).orElse("").toLowerCase(Locale.ROOT);
        return NAMES_OF_CURVES.stream()
                .filter(all -> all.contains(name))
                .findFirst()
                .orElse(Set.of(name));
    }

    private static List<String> entries(String property) {
        String value = Security.getProperty(property);
        return value == null
                ? List.of()
                : Arrays.stream(value.replace("\"", "").split(",", -1))
                        .map(entry -> entry.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT))
                        .filter(entry -> !entry.isEmpty())
                        .toList();
    }

    /** SHA-256 and SHA256 are one name. */
    private static String uniform(String name) {
        return SHA.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("sha");
    }
}
