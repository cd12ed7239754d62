// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** The command {@code limpid}. */
@NullMarked
package dev.limpid.cli;

import org.jspecify.annotations.NullMarked;
