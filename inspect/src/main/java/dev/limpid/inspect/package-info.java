// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** Makes what happened understandable: the story of a connection, its key tree, its timeline, and the key log. */
@NullMarked
package dev.limpid.inspect;

import org.jspecify.annotations.NullMarked;
