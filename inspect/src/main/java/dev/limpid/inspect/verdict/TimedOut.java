// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.observe.Event;
import java.util.List;
import java.util.Locale;

/** The peer fell silent. */
final class TimedOut implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        if (!scene.isWordless() || !scene.ended(Event.Ending.TIMEOUT)) {
            return List.of();
        }
        if (!scene.isClient()) {
            return List.of(client(scene));
        }
        if (scene.isEstablished()) {
            return List.of(later(scene));
        }
        boolean mayBeLength = scene.offers().isHelloLong() && !scene.offers().serverSpoke();
        return mayBeLength ? List.of(server(scene), longHello(scene)) : List.of(server(scene));
    }

    private static Verdict server(Scene scene) {
        boolean spoke = scene.offers().serverSpoke();
        String title = spoke
                ? "the server began the handshake and then fell silent"
                : "the server accepted TCP, but did not answer the ClientHello";
        return Verdict.likely("PATH.TIMEOUT", ExitCode.TIMEOUT, title)
                .what("TCP was connected. "
                        + (scene.offers().hasHello()
                                ? "The ClientHello (" + scene.offers().helloLength() + " bytes) was sent. "
                                : "No ClientHello was sent. ")
                        + (spoke ? "Its last messages came" : "Nothing came back") + " until the time was up"
                        + waited(scene) + ".")
                .whose(
                        "the server's (overloaded, hung, or no TLS server at all: some wait for the client's first line),"
                                + " or a device between")
                .fix(
                        "look whether the server's process is alive and speaks TLS on this port",
                        "if only clients with post-quantum key shares are met with silence, see PATH.BIG_CLIENTHELLO")
                .check(NothingInCommon.again(scene, "--timeout 30"))
                .java("SocketTimeoutException: Read timed out")
                .evidence(scene.see(Event.MessageSeen.class, "the last message"))
                .evidence(scene.see(Event.TransportEnded.class, "time was up"))
                .verdict();
    }

    /** Two silences look alike; one probe tells them apart. */
    static Verdict longHello(Scene scene) {
        return Verdict.possible(
                        "PATH.BIG_CLIENTHELLO",
                        ExitCode.TIMEOUT,
                        "a device between may drop a ClientHello of two segments")
                .what("With a post-quantum share the ClientHello has "
                        + scene.offers().helloLength() + " bytes, more than one" + " TCP segment carries ("
                        + Offers.SEGMENT + "). Some middleboxes and servers look at the first only.")
                .whose("a device between, or the server's software")
                .fix("update that device; until then leave the post-quantum group out")
                .check(NothingInCommon.again(scene, "--groups x25519   (if this succeeds, it was the size)"))
                .verdict();
    }

    private static Verdict later(Scene scene) {
        return Verdict.certain(
                        "PATH.TIMEOUT",
                        ExitCode.AFTER_HANDSHAKE,
                        "the handshake succeeded, then the server fell silent")
                .what("TLS was ready" + waited(scene) + ", but the answer did not come in time.")
                .whose("the application behind the server, most likely")
                .fix("look at the application's log; a longer --timeout gives it more time")
                .check(NothingInCommon.again(scene, "--timeout 60"))
                .java("SocketTimeoutException: Read timed out")
                .evidence(scene.see(Event.Established.class, "handshake complete"))
                .evidence(scene.see(Event.TransportEnded.class, "time was up"))
                .verdict();
    }

    private static Verdict client(Scene scene) {
        String title = scene.isEstablished()
                ? "the client was idle for too long"
                : scene.offers().hasHello()
                        ? "the client began the handshake and did not finish it in time"
                        : "the client connected, but sent no complete ClientHello in time";
        return Verdict.certain("PATH.TIMEOUT", ExitCode.TIMEOUT, title)
                .what("This server closed the connection" + waited(scene) + ".")
                .whose("the client's, or the network's; very slow clients on purpose look like this too")
                .evidence(scene.see(Event.TransportEnded.class, "time was up"))
                .verdict();
    }

    private static String waited(Scene scene) {
        return String.format(
                Locale.ROOT, ", %.0f ms after the beginning", scene.story().nanos() / 1e6);
    }
}
