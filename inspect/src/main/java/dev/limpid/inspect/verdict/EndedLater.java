// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.observe.Event;
import dev.limpid.observe.Event.Ending;
import dev.limpid.observe.Side;
import java.util.List;

/** The handshake succeeded, but the connection did not end as it should. */
final class EndedLater implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        boolean cut =
                scene.ended(Ending.RESET, Ending.END_OF_STREAM, Ending.FAILED) || scene.closed(Event.Closure.TRUNCATED);
        if (!scene.isEstablished() || !scene.isWordless() || !cut || saidGoodbye(scene)) {
            return List.of();
        }
        boolean idle = scene.story().all(Event.ApplicationMessageSeen.class).isEmpty();
        return List.of(!scene.isClient() && idle ? left(scene) : truncated(scene));
    }

    private static Verdict left(Scene scene) {
        return Verdict.likely(
                        "PEER.LEFT_AFTER_FINISHED",
                        ExitCode.NO_ALERT,
                        "the client completed the handshake, and left without a word")
                .what(
                        "It proved that it holds the keys, then closed the connection without sending any data or an alert.")
                .whose("the client's")
                .fix(
                        "a health check or a probe does this: nothing to do",
                        "a client that checks the certificate's name only after the handshake (curl does) leaves like this if it"
                                + " does not match: compare the name that it uses with the certificate's")
                .evidence(scene.see(Event.Established.class, "handshake complete"))
                .evidence(scene.see(Event.TransportEnded.class, "end of the connection"))
                .verdict();
    }

    private static Verdict truncated(Scene scene) {
        String who = scene.isClient() ? "the server" : "the client";
        boolean reset = scene.ended(Ending.RESET);
        return Verdict.certain(
                        "CLOSE.TRUNCATED",
                        ExitCode.AFTER_HANDSHAKE,
                        who + " " + (reset ? "reset" : "closed") + " the connection without close_notify")
                .what(
                        "TLS cannot tell whether all data arrived: anybody on the way can end a TCP connection, only the peer can send"
                                + " close_notify. Whether something is missing depends on what was spoken (HTTP's Content-Length tells).")
                .whose(who
                        + "'s software: it ends TCP without ending TLS first; or somebody between cut the connection")
                .fix("have it send close_notify (SSL_shutdown, SSLSocket.close) before it closes TCP")
                .check(scene.attempt().command())
                .java("SSLException: closing inbound before receiving peer's close_notify")
                .openssl("unexpected eof while reading")
                .evidence(scene.see(Event.TransportEnded.class, "end of the connection"))
                .verdict();
    }

    private static boolean saidGoodbye(Scene scene) {
        Side peer = scene.story().role().peer();
        return scene.story().all(Event.AlertSeen.class).stream()
                .anyMatch(e -> e.sender() == peer && !e.alert().isError());
    }
}
