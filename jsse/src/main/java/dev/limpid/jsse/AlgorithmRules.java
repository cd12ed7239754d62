// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import java.security.AlgorithmConstraints;
import java.security.CryptoPrimitive;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM's security property {@code jdk.tls.disabledAlgorithms} and an application's {@link AlgorithmConstraints} leave of what
 * there is. What the property says of key sizes and of certificates is for the trust manager.
 */
final class AlgorithmRules {
    private static final String PROPERTY = "jdk.tls.disabledAlgorithms";

    private final List<String> disabled;
    private final @Nullable AlgorithmConstraints constraints;

    private AlgorithmRules(List<String> disabled, @Nullable AlgorithmConstraints constraints) {
        this.disabled = disabled;
        this.constraints = constraints;
    }

    /** What the property forbids now. */
    static AlgorithmRules ofJvm() {
        String property = Security.getProperty(PROPERTY);
        List<String> disabled = property == null
                ? List.of()
                : Arrays.stream(property.split(","))
                        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                        .filter(entry -> !entry.contains("keysize") && !entry.startsWith("include "))
                        .filter(entry -> !entry.contains(" usage ") || entry.contains("handshakesignature"))
                        .map(entry -> entry.split(" ", -1)[0])
                        .filter(name -> !name.isEmpty())
                        .toList();
        return new AlgorithmRules(disabled, null);
    }

    /** These, and what an application forbids, if it does. */
    AlgorithmRules and(@Nullable AlgorithmConstraints application) {
        return application == null ? this : new AlgorithmRules(disabled, application);
    }

    List<CipherSuite> suites(List<CipherSuite> suites) {
        return left(
                "cipher suite",
                suites,
                suite -> permits(CryptoPrimitive.KEY_AGREEMENT, suite.toString())
                        && List.of(suite.toString().split("_")).stream().noneMatch(part -> isDisabled(part)));
    }

    List<NamedGroup> groups(List<NamedGroup> groups) {
        return left("named group", groups, group -> permits(CryptoPrimitive.KEY_AGREEMENT, group.toString()));
    }

    List<SignatureScheme> schemes(List<SignatureScheme> schemes) {
        return left(
                "signature scheme",
                schemes,
                scheme -> permits(CryptoPrimitive.SIGNATURE, scheme.toString())
                        && Arrays.stream(JsseNames.algorithms(List.of(scheme)))
                                .allMatch(name -> permits(CryptoPrimitive.SIGNATURE, name)));
    }

    private boolean permits(CryptoPrimitive use, String name) {
        return !isDisabled(name) && (constraints == null || constraints.permits(Set.of(use), name, null));
    }

    private boolean isDisabled(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return disabled.stream()
                .anyMatch(entry -> entry.endsWith("*")
                        ? lower.startsWith(entry.substring(0, entry.length() - 1))
                        : lower.equals(entry));
    }

    private static <T> List<T> left(String what, List<T> all, Predicate<T> permitted) {
        List<T> left = all.stream().filter(permitted).toList();
        if (left.isEmpty()) {
            throw new IllegalStateException(
                    "no " + what + " is left of " + all + " by " + PROPERTY + " and the algorithm constraints");
        }
        return left;
    }
}
