// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** RFC 9846, section 3: bounded readers, writers and vectors. */
@NullMarked
package dev.limpid.wire;

import org.jspecify.annotations.NullMarked;
