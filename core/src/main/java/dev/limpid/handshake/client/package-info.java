// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** RFC 9846, appendix A.1: the states of the client. */
@NullMarked
package dev.limpid.handshake.client;

import org.jspecify.annotations.NullMarked;
