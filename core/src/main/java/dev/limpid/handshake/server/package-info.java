// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** RFC 9846, appendix A.2: the states of the server. */
@NullMarked
package dev.limpid.handshake.server;

import org.jspecify.annotations.NullMarked;
