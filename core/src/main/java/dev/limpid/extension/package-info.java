// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** RFC 9846, section 4.3: one record per extension, both directions in one file. */
@NullMarked
package dev.limpid.extension;

import org.jspecify.annotations.NullMarked;
