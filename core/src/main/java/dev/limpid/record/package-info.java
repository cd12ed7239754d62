// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** RFC 9846, section 5: frames, protection, padding and limits. */
@NullMarked
package dev.limpid.record;

import org.jspecify.annotations.NullMarked;
