// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.observe.Event;
import dev.limpid.observe.Event.Ending;
import java.util.ArrayList;
import java.util.List;

/** The transport ended in mid-handshake, and nobody said why. */
final class EndedWithoutAlert implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        boolean ended = scene.ended(Ending.RESET, Ending.END_OF_STREAM, Ending.FAILED);
        if (!ended || !scene.isWordless() || scene.isEstablished()) {
            return List.of();
        }
        return scene.isClient() ? server(scene) : List.of(client(scene));
    }

    private static List<Verdict> server(Scene scene) {
        boolean reset = scene.ended(Ending.RESET);
        boolean spoke = scene.offers().serverSpoke();
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(Verdict.likely(
                        reset ? "PATH.RST_BEFORE_ALERT" : "CLOSE.BEFORE_FINISHED",
                        ExitCode.NO_ALERT,
                        "the connection was " + (reset ? "reset" : "closed") + " in mid-handshake, without an alert")
                .what(
                        spoke
                                ? "The server had answered, then the connection " + (reset ? "was reset." : "ended.")
                                : "The ClientHello was sent. Nothing came back but the end of the connection.",
                        reset
                                ? "A reset can overtake an alert: what had already arrived was read to the end, and there was none."
                                : "A TLS server that follows the rules says why (section 6.2); this one just closed.")
                .whose(
                        spoke
                                ? "the server's, or a device between"
                                : "a device between that forbids this name or TLS 1.3, a load balancer without a live server,"
                                        + " or a server that isn't a TLS server")
                .fix(
                        "look into the server's log at this time; if it saw nothing, it was a device between",
                        "try from another network, and with another --servername")
                .check(scene.attempt().command())
                .java(
                        reset
                                ? "SocketException: Connection reset"
                                : "SSLHandshakeException: Remote host terminated the handshake")
                .openssl(reset ? "read:errno=104" : "unexpected eof while reading")
                .evidence(scene.see(Event.MessageSeen.class, "the last message"))
                .evidence(scene.see(Event.TransportEnded.class, system(scene)))
                .verdict());
        if (!spoke && scene.offers().isHelloLong()) {
            verdicts.add(TimedOut.longHello(scene).exiting(ExitCode.NO_ALERT));
        }
        return verdicts;
    }

    private static Verdict client(Scene scene) {
        if (!scene.offers().hasHello()) {
            return Verdict.certain(
                            "CLOSE.BEFORE_HELLO",
                            ExitCode.NO_ALERT,
                            "the client connected and left without a ClientHello")
                    .what(
                            "That is what health checks of load balancers, port scanners and browsers' spare connections do.")
                    .whose("nobody's, most likely")
                    .evidence(scene.see(Event.TransportEnded.class, system(scene)))
                    .verdict();
        }
        boolean afterCertificate =
                scene.offers().certificates(dev.limpid.observe.Side.SERVER).isPresent();
        return Verdict.likely(
                        scene.ended(Ending.RESET) ? "PATH.RST_BEFORE_ALERT" : "CLOSE.BEFORE_FINISHED",
                        ExitCode.NO_ALERT,
                        "the client left in mid-handshake, without an alert")
                .what(
                        afterCertificate
                                ? "It had this server's certificate by then. Clients that do not accept it sometimes just leave."
                                : "It had only sent its ClientHello: a probe, a cancelled request, or a lost network.")
                .whose("the client's")
                .fix("look into the client's log; try the same with limpid connect")
                .evidence(scene.see(Event.MessageSeen.class, "the last message"))
                .evidence(scene.see(Event.TransportEnded.class, system(scene)))
                .verdict();
    }

    private static String system(Scene scene) {
        return scene.ending()
                .map(e -> switch (e.ending()) {
                            case RESET -> "reset";
                            case END_OF_STREAM -> "end of stream";
                            case TIMEOUT -> "timeout";
                            case FAILED -> "failed";
                        }
                        + (e.detail().isEmpty() ? "" : ": " + Phrase.cut(e.detail())))
                .orElse("");
    }
}
