// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** HTTP/1.1 over streams (RFC 9112): as much as the command needs. The parsing is Apache HttpCore's. */
@NullMarked
package dev.limpid.cli.http;

import org.jspecify.annotations.NullMarked;
