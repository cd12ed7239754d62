// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** Listening on a transport: what crossed it, as anybody on the way could have seen it. */
@NullMarked
package dev.limpid.cli.tap;

import org.jspecify.annotations.NullMarked;
