// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

/** What is repeated and measured. */
@FunctionalInterface
interface Work {
    void once() throws Exception;
}
