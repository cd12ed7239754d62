// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** The small interfaces behind which all cryptographic primitives live. */
@NullMarked
package dev.limpid.crypto;

import org.jspecify.annotations.NullMarked;
