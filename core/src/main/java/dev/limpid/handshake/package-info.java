// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** RFC 9846, appendix A: the driver that moves the states. */
@NullMarked
package dev.limpid.handshake;

import org.jspecify.annotations.NullMarked;
