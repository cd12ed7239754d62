// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * RFC 9846, section 4.3: extensions. One file per extension with every form it takes in either direction; {@link
 * dev.limpid.extension.ExtensionTable} says in which message each may stand, and {@link dev.limpid.extension.Extensions} is a
 * block of them. This room only turns bytes into values and back; what the values mean for a connection is decided in
 * negotiation.
 */
@NullMarked
package dev.limpid.extension;

import org.jspecify.annotations.NullMarked;
