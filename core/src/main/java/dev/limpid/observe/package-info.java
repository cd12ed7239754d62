// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** What happens on a connection, and who is told. */
@NullMarked
package dev.limpid.observe;

import org.jspecify.annotations.NullMarked;
