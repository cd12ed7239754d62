// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** RFC 9846, sections 4.2 to 4.7: one record per handshake message, both directions in one file. */
@NullMarked
package dev.limpid.message;

import org.jspecify.annotations.NullMarked;
