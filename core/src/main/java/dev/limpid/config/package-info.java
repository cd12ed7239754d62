// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
/** What an application decides about its connections, as immutable values: safe by default, and loud where they are not. */
@NullMarked
package dev.limpid.config;

import org.jspecify.annotations.NullMarked;
