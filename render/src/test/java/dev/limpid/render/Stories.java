// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.inspect.Attempt;
import dev.limpid.inspect.Recording;
import dev.limpid.inspect.Story;
import dev.limpid.observe.Event;
import dev.limpid.observe.PathFacts.Check.Kind;
import dev.limpid.observe.Side;
import dev.limpid.testkit.EventScript;
import dev.limpid.testkit.SampleConnection;
import java.util.function.Consumer;

/** Made-up stories. */
final class Stories {
    static final Attempt ATTEMPT = Attempt.toServer("shop.lab:4401", "limpid connect shop.lab:4401 --cacert root.pem");

    private Stories() {}

    static Story of(Attempt attempt, Consumer<EventScript> play) {
        Recording recording = Recording.withRecords();
        play.accept(EventScript.of(attempt.role(), recording));
        return recording.story(attempt);
    }

    static Story success() {
        return of(ATTEMPT, SampleConnection::success);
    }

    static Story seenByServer() {
        return of(Attempt.fromClient("127.0.0.1:51234"), SampleConnection::success);
    }

    static Story chainIncomplete() {
        return of(ATTEMPT, s -> {
            SampleConnection.begin(s);
            SampleConnection.hello(s, "shop.lab");
            SampleConnection.serverHello(s);
            SampleConnection.encryptedExtensions(s, false);
            SampleConnection.certificate(s, Side.SERVER, 1);
            String text =
                    "shop.lab was issued by \"Lab Intermediate CA\", which the peer did not send and root.pem does not contain;"
                            + " that CA's issuer \"Lab Root CA\" is trusted, so the chain would be complete";
            SampleConnection.distrusted(
                    s,
                    SampleConnection.badPath(Kind.CHAIN, text, SampleConnection.leaf()),
                    Violation.CERTIFICATE_CHAIN_INCOMPLETE,
                    text);
        });
    }

    static Story handshakeFailure() {
        return of(ATTEMPT, s -> {
            SampleConnection.begin(s);
            SampleConnection.hello(s, "shop.lab");
            s.at(0.8)
                    .event(new Event.AlertSeen(
                            Side.SERVER, Alert.of(AlertDescription.HANDSHAKE_FAILURE), false, false));
            s.event(new Event.Closed(Event.Closure.FAILED));
        });
    }

    /** A peer that puts whatever could hurt a terminal into every text that it may choose. */
    static Story hostile(String text) {
        return of(Attempt.toServer("shop.lab:4401", "limpid connect shop.lab:4401"), s -> {
            SampleConnection.begin(s);
            s.message(
                    Side.CLIENT,
                    dev.limpid.observe.Epoch.INITIAL,
                    SampleConnection.clientHello("a.b", 32, "h2\u001b[2J"));
            SampleConnection.serverHello(s);
            s.event(new Event.Chosen(
                    dev.limpid.observe.Choice.of(dev.limpid.observe.Choice.Subject.ALPN, text, "why")));
            SampleConnection.distrusted(
                    s,
                    SampleConnection.badPath(
                            Kind.NAME,
                            text,
                            SampleConnection.link(
                                    "CN=" + text, "CN=" + text, "2026-11-23", "2027-11-23", "DNS:" + text)),
                    Violation.CERTIFICATE_NAME_MISMATCH,
                    text);
            s.event(new Event.ApplicationMessageSeen(Side.SERVER, text, 3));
            s.event(new Event.TransportEnded(Event.Ending.RESET, text));
        });
    }
}
