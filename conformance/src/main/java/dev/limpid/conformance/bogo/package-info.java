// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A shim for the runner of BoringSSL's protocol tests: the runner starts it once for each test, tells it by flags what to be, and
 * talks to it as a peer that breaks a rule, or as one that keeps them all. See {@code docs/bogo.md}.
 */
@NullMarked
package dev.limpid.conformance.bogo;

import org.jspecify.annotations.NullMarked;
