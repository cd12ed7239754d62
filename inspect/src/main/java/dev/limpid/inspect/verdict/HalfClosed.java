// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.observe.Event;
import dev.limpid.observe.Event.Ending;
import dev.limpid.observe.HandshakeReport.Entry;
import dev.limpid.observe.Side;
import java.util.List;

/** One side had closed its half of the connection by close_notify; the other half was cut (RFC 9846 section 6.1). */
final class HalfClosed implements Rule {
    private static final String CODE = "CLOSE.HALF";

    @Override
    public List<Verdict> judge(Scene scene) {
        boolean cut = scene.ended(Ending.RESET, Ending.END_OF_STREAM, Ending.FAILED);
        if (!scene.isEstablished() || !scene.isWordless() || !cut) {
            return List.of();
        }
        Side us = scene.story().role();
        boolean weClosed = closedBefore(scene, us);
        boolean theyClosed = closedBefore(scene, us.peer());
        if (weClosed && !theyClosed) {
            return List.of(theirsCut(scene));
        }
        return theyClosed && !weClosed && scene.ended(Ending.RESET, Ending.FAILED)
                ? List.of(oursCut(scene))
                : List.of();
    }

    private static Verdict theirsCut(Scene scene) {
        String who = scene.isClient() ? "the server" : "the client";
        return Verdict.certain(
                        CODE,
                        ExitCode.AFTER_HANDSHAKE,
                        "this side had closed its half, and " + who + " "
                                + (scene.ended(Ending.RESET) ? "reset" : "closed")
                                + " the connection without closing its own")
                .what(
                        "After close_notify of one side the other may go on sending, until it says close_notify as well. That never"
                                + " came, so TLS cannot tell whether " + who + " had more to say.")
                .whose(who + "'s software: it takes the end of one half for the end of both")
                .fix("have it answer close_notify with its own (SSL_shutdown, SSLSocket.close) before it closes TCP")
                .check(scene.attempt().command())
                .java("SSLException: closing inbound before receiving peer's close_notify")
                .openssl("SSL_shutdown returns 0, then unexpected eof while reading")
                .evidence(scene.see(Event.AlertSeen.class, "close_notify from this side"))
                .evidence(scene.see(Event.TransportEnded.class, "end of the connection"))
                .verdict();
    }

    private static Verdict oursCut(Scene scene) {
        String who = scene.isClient() ? "the server" : "the client";
        long pending = sentAfter(scene);
        return Verdict.certain(
                        CODE,
                        ExitCode.AFTER_HANDSHAKE,
                        who + " had closed its half, and the connection broke while this side went on sending")
                .what("All that " + who
                        + " wanted to say has arrived. What this side sent after that may never have been read"
                        + (pending == 0 ? "." : ": " + Phrase.count(pending, "byte") + "."))
                .whose(
                        "whichever side did not expect the other to go on: half-closed connections are for those who agree on it")
                .fix("end this side's half as well when close_notify comes, unless the protocol above says otherwise")
                .check(scene.attempt().command())
                .java("SocketException: Connection reset, or Broken pipe")
                .openssl("SSL_write after SSL_RECEIVED_SHUTDOWN: Connection reset by peer")
                .evidence(scene.see(Event.AlertSeen.class, "close_notify from " + who))
                .evidence(scene.see(Event.TransportEnded.class, "end of the connection"))
                .verdict();
    }

    /** Whether {@code side} said close_notify before the transport ended. */
    private static boolean closedBefore(Scene scene, Side side) {
        for (Entry entry : scene.story().entries()) {
            if (entry.event() instanceof Event.TransportEnded) {
                return false;
            }
            if (entry.event() instanceof Event.AlertSeen e
                    && e.sender() == side
                    && !e.alert().isError()) {
                return true;
            }
        }
        return false;
    }

    /** The application's bytes that this side sent after the peer had closed its half. */
    private static long sentAfter(Scene scene) {
        long bytes = 0;
        boolean after = false;
        for (Event event : scene.story().events()) {
            if (event instanceof Event.AlertSeen) {
                after = true;
            } else if (after
                    && event instanceof Event.ApplicationMessageSeen e
                    && e.sender() == scene.story().role()) {
                bytes += e.length();
            }
        }
        return bytes;
    }
}
