// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
/** Limpid against independent implementations of TLS 1.3, in both roles. */
@NullMarked
package dev.limpid.conformance;

import org.jspecify.annotations.NullMarked;
