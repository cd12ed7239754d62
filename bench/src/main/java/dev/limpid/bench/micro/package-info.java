// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** JMH benchmarks of Limpid's parts: {@code ./bench/duel jmh -prof gc}. Allocation is the figure to trust on a busy machine. */
@NullMarked
package dev.limpid.bench.micro;

import org.jspecify.annotations.NullMarked;
