// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** Shows a connection to people and to programs. */
@NullMarked
package dev.limpid.render;

import org.jspecify.annotations.NullMarked;
