// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** RFC 9846, section 6: alerts, and every rule that a peer can break. */
@NullMarked
package dev.limpid.alert;

import org.jspecify.annotations.NullMarked;
