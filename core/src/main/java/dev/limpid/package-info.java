// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** Limpid: TLS 1.3 as a connection without sockets; start at {@code TlsConnection}. */
@NullMarked
package dev.limpid;

import org.jspecify.annotations.NullMarked;
