// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** RFC 9846, appendix B: the code points; unknown values are kept and print as hex. */
@NullMarked
package dev.limpid.registry;

import org.jspecify.annotations.NullMarked;
