// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** Key schedules that are public: the traces of RFC 8448, derived again. */
@NullMarked
package dev.limpid.cli.keys;

import org.jspecify.annotations.NullMarked;
