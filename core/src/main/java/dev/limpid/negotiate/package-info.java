// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** RFC 9846, section 4.2.1: every choice as a value, with its reason. */
@NullMarked
package dev.limpid.negotiate;

import org.jspecify.annotations.NullMarked;
