// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** The proofs of {@code limpid demo}: what crossed the wire, what was secret, and that the two have nothing in common. */
@NullMarked
package dev.limpid.cli.demo;

import org.jspecify.annotations.NullMarked;
