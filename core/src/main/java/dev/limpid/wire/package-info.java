// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
/** Section 3's presentation language: bounded reading and writing of bytes. Knows nothing of TLS. */
@NullMarked
package dev.limpid.wire;

import org.jspecify.annotations.NullMarked;
