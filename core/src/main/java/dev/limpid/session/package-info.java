// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** RFC 9846, sections 4.7.1 and 8: what outlives a connection so that another may begin with it. Tickets, PSKs, replay guard. */
@NullMarked
package dev.limpid.session;

import org.jspecify.annotations.NullMarked;
