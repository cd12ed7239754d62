// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * IANA's code points (RFC 9846 section 11, appendix B): each a number with a name. Unknown numbers are kept and print as
 * hexadecimal; GREASE values (RFC 8701) are named as such.
 */
@NullMarked
package dev.limpid.registry;

import org.jspecify.annotations.NullMarked;
