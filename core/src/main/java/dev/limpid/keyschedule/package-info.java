// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** RFC 9846, section 7: from the first secret to the last, each stage a type of its own. */
@NullMarked
package dev.limpid.keyschedule;

import org.jspecify.annotations.NullMarked;
