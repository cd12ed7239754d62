// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** RFC 9846, section 4.5: who we are, and who the peer proves to be. */
@NullMarked
package dev.limpid.identity;

import org.jspecify.annotations.NullMarked;
