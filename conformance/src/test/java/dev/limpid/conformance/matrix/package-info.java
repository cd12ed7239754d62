// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
/** What was run against whom, and the page that tells it. */
@NullMarked
package dev.limpid.conformance.matrix;

import org.jspecify.annotations.NullMarked;
