// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** Certificates issued on the spot: right ones for a demo, wrong ones to see what a client says. */
@NullMarked
package dev.limpid.cli.authority;

import org.jspecify.annotations.NullMarked;
