// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** Makes what happened understandable: verdicts, the key tree, recordings and the key log. */
@NullMarked
package dev.limpid.inspect;

import org.jspecify.annotations.NullMarked;
