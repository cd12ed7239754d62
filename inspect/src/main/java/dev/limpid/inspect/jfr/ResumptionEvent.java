// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** What became of tickets and other keys that a client offered. */
@Name("limpid.Resumption")
@Label("TLS Resumption")
@Description("What became of tickets and other keys that a client offered.")
@Category("TLS")
@StackTrace(false)
final class ResumptionEvent extends Event {
    @Label("Role")
    String role = "";

    @Label("Peer")
    String peer = "";

    @Label("Resumed")
    boolean resumed;

    @Label("Reason")
    String reason = "";
}
