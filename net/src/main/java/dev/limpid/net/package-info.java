// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** TLS channels and servers over blocking transports. */
@NullMarked
package dev.limpid.net;

import org.jspecify.annotations.NullMarked;
