// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** Cryptographic primitives from the JDK's providers. */
@NullMarked
package dev.limpid.crypto.jca;

import org.jspecify.annotations.NullMarked;
