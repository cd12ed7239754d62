// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** An alert, sent or received. */
@Name("limpid.Alert")
@Label("TLS Alert")
@Description("An alert, sent or received.")
@Category("TLS")
@StackTrace(false)
final class AlertEvent extends Event {
    @Label("Role")
    String role = "";

    @Label("Peer")
    String peer = "";

    @Label("Sender")
    String sender = "";

    @Label("Alert")
    String alert = "";

    @Label("Encrypted")
    boolean encrypted;

    @Label("Found After the Transport Had Failed")
    boolean recovered;
}
