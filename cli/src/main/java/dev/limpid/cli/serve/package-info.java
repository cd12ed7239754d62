// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** The command {@code limpid serve}: what it serves, what it does wrong on purpose, and whom it tells of. */
@NullMarked
package dev.limpid.cli.serve;

import org.jspecify.annotations.NullMarked;
