// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The end of a connection. */
@Name("limpid.Close")
@Label("TLS Close")
@Description("The end of a connection.")
@Category("TLS")
@StackTrace(false)
final class CloseEvent extends Event {
    @Label("Role")
    String role = "";

    @Label("Peer")
    String peer = "";

    @Label("How")
    String how = "";
}
