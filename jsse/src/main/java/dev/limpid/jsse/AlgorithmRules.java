// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import java.security.AlgorithmConstraints;
import java.security.CryptoPrimitive;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM's security properties {@code jdk.tls.disabledAlgorithms} and {@code jdk.certpath.disabledAlgorithms} and an application's
 * {@link AlgorithmConstraints} leave of what there is. Immutable, as far as the application's are.
 */
final class AlgorithmRules {
    private final DisabledAlgorithms ofTls;
    private final DisabledAlgorithms ofChains;
    private final @Nullable AlgorithmConstraints constraints;

    private AlgorithmRules(
            DisabledAlgorithms ofTls, DisabledAlgorithms ofChains, @Nullable AlgorithmConstraints constraints) {
        this.ofTls = ofTls;
        this.ofChains = ofChains;
        this.constraints = constraints;
    }

    /**
     * What the properties forbid now.
     *
     * @throws IllegalArgumentException if one of them says what nobody understands
     */
    static AlgorithmRules ofJvm() {
        return new AlgorithmRules(
                DisabledAlgorithms.read(DisabledAlgorithms.OF_TLS),
                DisabledAlgorithms.read(DisabledAlgorithms.OF_CHAINS),
                null);
    }

    /** These, and what an application forbids, if it does. */
    AlgorithmRules and(@Nullable AlgorithmConstraints application) {
        return application == null ? this : new AlgorithmRules(ofTls, ofChains, application);
    }

    /** What holds for chains, where the trust manager does not see to it. */
    ChainRules chains() {
        return new ChainRules(constraints == null ? List.of(ofTls, ofChains) : List.of(constraints, ofTls, ofChains));
    }

    List<CipherSuite> suites(List<CipherSuite> suites) {
        return left(
                "cipher suite",
                suites,
                suite -> permits(CryptoPrimitive.KEY_AGREEMENT, suite.toString())
                        && Arrays.stream(suite.toString().split("_")).noneMatch(ofTls::forbids));
    }

    List<NamedGroup> groups(List<NamedGroup> groups) {
        return left("named group", groups, group -> permits(CryptoPrimitive.KEY_AGREEMENT, group.toString()));
    }

    List<SignatureScheme> schemes(List<SignatureScheme> schemes) {
        return left(
                "signature scheme",
                schemes,
                scheme -> !ofTls.forbidsInHandshake(scheme.toString())
                        && permits(CryptoPrimitive.SIGNATURE, scheme.toString())
                        && Arrays.stream(JsseNames.algorithms(List.of(scheme)))
                                .allMatch(name -> permits(CryptoPrimitive.SIGNATURE, name)));
    }

    private boolean permits(CryptoPrimitive use, String name) {
        return ofTls.permits(Set.of(use), name, null)
                && (constraints == null || constraints.permits(Set.of(use), name, null));
    }

    private static <T> List<T> left(String what, List<T> all, Predicate<T> permitted) {
        List<T> left = all.stream().filter(permitted).toList();
        if (left.isEmpty()) {
            throw new IllegalStateException("no " + what + " is left of " + all + " by " + DisabledAlgorithms.OF_TLS
                    + " and the algorithm constraints");
        }
        return left;
    }
}
