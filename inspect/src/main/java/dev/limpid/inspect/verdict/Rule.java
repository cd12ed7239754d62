// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import java.util.List;

/** Recognises one kind of connection, most of them failures, and explains it. */
@FunctionalInterface
interface Rule {
    /** The verdict on {@code scene}; none if it is something else; several if the evidence is ambiguous. */
    List<Verdict> judge(Scene scene);
}
