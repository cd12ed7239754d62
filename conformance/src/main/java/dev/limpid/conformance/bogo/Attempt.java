// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.TlsConnection;

/** A connection and what was seen of it. */
record Attempt(TlsConnection connection, Witness witness, ShimCredentials credentials) {}
