// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A handshake message, as it was sent or received. */
@Name("limpid.HandshakeStep")
@Label("TLS Handshake Step")
@Description("A handshake message, as it was sent or received.")
@Category("TLS")
@StackTrace(false)
final class HandshakeStepEvent extends Event {
    @Label("Role")
    String role = "";

    @Label("Peer")
    String peer = "";

    @Label("Sender")
    String sender = "";

    @Label("Message")
    String type = "";

    @Label("Epoch")
    String epoch = "";

    @Label("Length")
    @DataAmount
    long bytes;
}
