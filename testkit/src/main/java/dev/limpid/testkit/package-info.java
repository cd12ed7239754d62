// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** What tests of TLS need: in-memory pairs, fixed randomness and a small PKI. */
@NullMarked
package dev.limpid.testkit;

import org.jspecify.annotations.NullMarked;
