// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A handshake that failed: which rule was broken, or which alert came. */
@Name("limpid.HandshakeFailure")
@Label("TLS Handshake Failure")
@Description("A handshake that failed: which rule was broken, or which alert came.")
@Category("TLS")
@StackTrace(false)
final class HandshakeFailureEvent extends Event {
    @Label("Role")
    String role = "";

    @Label("Peer")
    String peer = "";

    @Label("Server Name")
    String serverName = "";

    @Label("State")
    String state = "";

    @Label("Code")
    String code = "";

    @Label("RFC Section")
    String section = "";

    @Label("Alert")
    String alert = "";

    @Label("Peer Gave Up")
    boolean byPeer;

    @Label("Message")
    String message = "";
}
