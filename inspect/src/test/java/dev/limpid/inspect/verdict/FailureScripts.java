// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.inspect.Attempt;
import dev.limpid.inspect.Story;
import dev.limpid.inspect.Trouble;
import dev.limpid.inspect.verdict.Failures.Failure;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Event;
import dev.limpid.observe.Event.Ending;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.PathFacts.Check.Kind;
import dev.limpid.observe.Side;
import dev.limpid.testkit.EventScript;
import dev.limpid.testkit.SampleConnection;
import java.util.ArrayList;
import java.util.List;

/** The words in which failures are told: what happens on a connection until it breaks. */
abstract class FailureScripts {
    static final Attempt CLIENT = Attempt.toServer("shop.lab:4402", "limpid connect shop.lab:4402 --cacert root.pem");
    static final Attempt SERVER = Attempt.fromClient("127.0.0.1:51234");

    private final List<Failure> list = new ArrayList<>();

    /** Adds each of its failures. */
    abstract void addAll();

    final List<Failure> all() {
        addAll();
        return List.copyOf(list);
    }

    final void certificate(
            String name, String code, int exit, Violation violation, Kind kind, String text, PathFacts.Link... links) {
        add(name, code, exit, Failures.play(CLIENT, s -> {
            upTo(s, links.length, false);
            SampleConnection.distrusted(s, SampleConnection.badPath(kind, text, links), violation, text);
        }));
    }

    final void add(String name, String code, int exitCode, Story story) {
        list.add(new Failure(name, code, exitCode, story));
    }

    static Story stopped(Trouble trouble) {
        return Failures.play(CLIENT.stoppedBy(trouble), s -> {});
    }

    static Story refused(Attempt attempt, String name, AlertDescription alert) {
        return Failures.play(attempt, s -> {
            SampleConnection.begin(s);
            SampleConnection.hello(s, name);
            alert(s, attempt.role().peer(), alert);
        });
    }

    static Story broke(Attempt attempt, Violation violation) {
        return Failures.play(attempt, s -> {
            SampleConnection.begin(s);
            SampleConnection.hello(s, "shop.lab");
            SampleConnection.giveUp(s, violation, "");
        });
    }

    static Story told(int certificates, AlertDescription alert) {
        return Failures.play(SERVER, s -> {
            upTo(s, certificates, false);
            alert(s, Side.CLIENT, alert);
        });
    }

    static void upTo(EventScript s, int certificates, boolean request) {
        SampleConnection.begin(s);
        SampleConnection.hello(s, "shop.lab");
        SampleConnection.serverHello(s);
        SampleConnection.encryptedExtensions(s, request);
        SampleConnection.certificate(s, Side.SERVER, certificates);
    }

    static void authenticating(EventScript s, int certificates) {
        upTo(s, 2, true);
        if (s.role() == Side.CLIENT) {
            SampleConnection.trusted(s);
        }
        SampleConnection.certificate(s, Side.CLIENT, certificates);
        if (s.role() == Side.CLIENT) {
            SampleConnection.finish(s, true);
        }
    }

    static void chose(EventScript s, String reason, Choice.Rejected... rejected) {
        s.event(new Event.Chosen(new Choice(Choice.Subject.CLIENT_CERTIFICATE, "", reason, List.of(rejected))));
    }

    static void established(EventScript s) {
        upTo(s, 2, false);
        if (s.role() == Side.CLIENT) {
            SampleConnection.trusted(s);
        }
        SampleConnection.finish(s, true);
    }

    static void alert(EventScript s, Side sender, AlertDescription alert) {
        s.event(new Event.AlertSeen(sender, Alert.of(alert), true, false));
        s.event(new Event.Closed(Event.Closure.FAILED));
    }

    static void ended(EventScript s, double millis, Ending ending, String detail) {
        s.at(millis).event(new Event.TransportEnded(ending, detail));
    }
}
