// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** RFC 9846, sections 4.7.1 and 8: tickets, pre-shared keys and the replay guard. */
@NullMarked
package dev.limpid.session;

import org.jspecify.annotations.NullMarked;
