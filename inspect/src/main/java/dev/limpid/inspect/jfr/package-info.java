// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0

/** Connections as events of the JDK's Flight Recorder: {@link dev.limpid.inspect.jfr.JfrEvents} is where to begin. */
@NullMarked
package dev.limpid.inspect.jfr;

import org.jspecify.annotations.NullMarked;
