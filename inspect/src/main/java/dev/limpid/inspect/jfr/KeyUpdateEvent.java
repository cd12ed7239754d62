// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One direction moved on to its next keys. */
@Name("limpid.KeyUpdate")
@Label("TLS Key Update")
@Description("One direction moved on to its next keys.")
@Category("TLS")
@StackTrace(false)
final class KeyUpdateEvent extends Event {
    @Label("Role")
    String role = "";

    @Label("Peer")
    String peer = "";

    @Label("Sender")
    String sender = "";

    @Label("Generation")
    long generation;
}
