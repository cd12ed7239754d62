// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** What may be fed to Limpid: anything. Only its own exceptions come back, soon, and in little memory. */
@NullMarked
package dev.limpid.fuzz;

import org.jspecify.annotations.NullMarked;
