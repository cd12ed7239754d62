// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Why something was refused that the connection could do without.
 *
 * @param reason found in the reasons that core gives: their wording is for people, so that what no cause knows is told as it is
 */
record Cause(Pattern reason, String what, String whose, String fix) {
    Cause(String reason, String what, String whose, String fix) {
        this(Pattern.compile(reason), what, whose, fix);
    }

    /** The first of {@code causes} that fits {@code reason}; the last has to fit all. */
    static Cause of(String reason, List<Cause> causes) {
        return causes.stream()
                .filter(cause -> cause.reason.matcher(reason).find())
                .findFirst()
                .orElseThrow();
    }
}
