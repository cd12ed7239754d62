// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Limpid against the other TLS stacks of the JVM: the same certificates, the same suite, one thread, turn and turn about. Time is the
 * thread's CPU time, since wall time on a shared machine tells of its neighbours.
 */
@NullMarked
package dev.limpid.bench.duel;

import org.jspecify.annotations.NullMarked;
