// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** RFC 9846, section 4.1: the running hash of the handshake. */
@NullMarked
package dev.limpid.transcript;

import org.jspecify.annotations.NullMarked;
