// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Limpid behind {@code javax.net.ssl}: {@link dev.limpid.jsse.LimpidProvider} is where to begin. The protocol is core's; what is
 * here translates between its steps and the contracts of JSSE.
 */
@NullMarked
package dev.limpid.jsse;

import org.jspecify.annotations.NullMarked;
