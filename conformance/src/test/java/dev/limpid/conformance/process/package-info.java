// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
/** Peers that are programs of their own, talked to over loopback TCP. */
@NullMarked
package dev.limpid.conformance.process;

import org.jspecify.annotations.NullMarked;
