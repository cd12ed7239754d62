// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.alert;

/**
 * A peer broke a rule: thrown where it is noticed, caught by the driver alone, which sends the alert once. Carries no secret
 * and no more of the peer's text than {@code detail}, which whoever shows it must escape.
 */
public final class ViolationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Violation violation;
    private final String detail;

    /** @param detail what exactly, as a phrase; empty if the violation's own sentence says it all */
    public ViolationException(Violation violation, String detail) {
        super(detail.isEmpty() ? violation.sentence() : violation.sentence() + ": " + detail, null, false, true);
        this.violation = violation;
        this.detail = detail;
    }

    /** A violation whose sentence says it all. */
    public ViolationException(Violation violation) {
        this(violation, "");
    }

    /** The rule that was broken. */
    public Violation violation() {
        return violation;
    }

    /** What exactly, or empty. */
    public String detail() {
        return detail;
    }
}
