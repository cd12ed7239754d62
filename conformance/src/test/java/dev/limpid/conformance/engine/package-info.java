// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
/** Peers that live in the same JVM and speak through an {@code SSLEngine}. */
@NullMarked
package dev.limpid.conformance.engine;

import org.jspecify.annotations.NullMarked;
