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
import jdk.jfr.Timespan;

/** A handshake, from its first message to its end, good or bad. */
@Name("limpid.Handshake")
@Label("TLS Handshake")
@Description("A handshake, from its first message to its end, good or bad.")
@Category("TLS")
@StackTrace(false)
final class HandshakeEvent extends Event {
    @Label("Role")
    String role = "";

    @Label("Peer")
    String peer = "";

    @Label("Server Name")
    String serverName = "";

    @Label("Application Protocol")
    String applicationProtocol = "";

    @Label("Cipher Suite")
    String cipherSuite = "";

    @Label("Named Group")
    String group = "";

    @Label("Signature Scheme")
    String signatureScheme = "";

    @Label("Resumed")
    boolean resumed;

    @Label("HelloRetryRequest")
    boolean retried;

    @Label("Early Data")
    String earlyData = "";

    @Label("Client Authenticated")
    boolean clientAuthenticated;

    @Label("Outcome")
    String outcome = "";

    @Label("Code")
    String code = "";

    @Label("Waiting for the Peer")
    @Description("From each message of this side to the next of the peer")
    @Timespan(Timespan.NANOSECONDS)
    long wait;

    @Label("CPU Time")
    @Description("From each message of the peer on; not known on virtual threads, or if several threads took part")
    @Timespan(Timespan.NANOSECONDS)
    long cpu;

    @Label("Handshake Messages")
    @DataAmount
    long bytes;
}
