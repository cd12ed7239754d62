// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
/** Section 6: alerts, and every rule that a peer can break with the alert that answers it. */
@NullMarked
package dev.limpid.alert;

import org.jspecify.annotations.NullMarked;
