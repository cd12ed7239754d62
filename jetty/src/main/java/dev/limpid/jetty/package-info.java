// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Jetty negotiates protocols by ALPN (RFC 7301) only with engines that one of its processors knows, and its own know those of the
 * JDK. With this library on the class path or the module path it finds processors for the engines of Limpid's provider; there is
 * nothing to call.
 */
@NullMarked
package dev.limpid.jetty;

import org.jspecify.annotations.NullMarked;
