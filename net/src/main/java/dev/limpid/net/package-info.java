// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * TLS over sockets: {@link dev.limpid.net.TlsChannel} and {@link dev.limpid.net.TlsServer}, blocking and made for virtual
 * threads; keys and trust anchors from files and stores. {@link dev.limpid.net.Tls} is where to begin.
 */
@NullMarked
package dev.limpid.net;

import org.jspecify.annotations.NullMarked;
