// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** What went wrong, whose side it is, what to change and how to check: one file for each verdict. */
@NullMarked
package dev.limpid.inspect.verdict;

import org.jspecify.annotations.NullMarked;
