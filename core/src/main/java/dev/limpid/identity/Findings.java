// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answers to a verifier's questions, one a kind: all of them, also when the first already decides. Not thread-safe. */
final class Findings {
    private static final List<Check.Kind> SHOWN = List.of(
            Check.Kind.CHAIN,
            Check.Kind.SIGNATURE,
            Check.Kind.NAME,
            Check.Kind.TIME,
            Check.Kind.PURPOSE,
            Check.Kind.ALGORITHM,
            Check.Kind.REVOCATION);

    private final List<Finding> faults = new ArrayList<>();
    private final Map<Check.Kind, Check> others = new EnumMap<>(Check.Kind.class);

    void fail(Violation violation, Check.Kind kind, String text) {
        faults.add(new Finding(violation, kind, text));
    }

    void fail(Finding fault) {
        faults.add(fault);
    }

    void pass(Check.Kind kind, String text) {
        others.put(kind, new Check(kind, Check.Outcome.PASSED, text));
    }

    void skip(Check.Kind kind, String text) {
        others.put(kind, new Check(kind, Check.Outcome.SKIPPED, text));
    }

    /** Whether the question of {@code kind} was asked and answered with yes. */
    boolean hasPassed(Check.Kind kind) {
        Check other = others.get(kind);
        return other != null && other.outcome() == Check.Outcome.PASSED && isFlawless(kind);
    }

    /** Whether no question of {@code kind} found a fault. */
    boolean isFlawless(Check.Kind kind) {
        for (Finding fault : faults) {
            if (fault.kind() == kind) {
                return false;
            }
        }
        return true;
    }

    /** The fault to report, if any. */
    Optional<Finding> gravest() {
        return faults.isEmpty() ? Optional.empty() : Optional.of(Collections.min(faults, Finding.BY_PRECEDENCE));
    }

    /** Every fault, and for kinds without one how they were answered; in the order in which people read them. */
    List<Check> toChecks() {
        List<Check> checks = new ArrayList<>();
        for (Check.Kind kind : SHOWN) {
            int before = checks.size();
            for (Finding fault : faults) {
                if (fault.kind() == kind) {
                    checks.add(fault.toCheck());
                }
            }
            Check other = others.get(kind);
            if (other != null && checks.size() == before) {
                checks.add(other);
            }
        }
        return checks;
    }
}
