// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
/** The requirements of RFC 9846, and where this project's code and tests say that they obey them. */
@NullMarked
package dev.limpid.requirements;

import org.jspecify.annotations.NullMarked;
