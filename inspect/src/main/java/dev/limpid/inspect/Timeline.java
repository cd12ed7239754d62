// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import dev.limpid.observe.Choice;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Escape;
import dev.limpid.observe.Event;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.SecretKind;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Events as text that a newcomer can read, one line each, without what changes from run to run (times, ports, random values,
 * lengths, fingerprints): made to be compared with a golden file.
 */
public final class Timeline {
    private Timeline() {}

    /** The lines of {@code events}, each ended by a line feed. */
    public static String of(List<? extends Event> events) {
        return events.stream().map(e -> Escape.text(line(e)) + "\n").collect(Collectors.joining());
    }

    /** One event, not escaped. */
    private static String line(Event event) {
        return switch (event) {
            case Event.Started e ->
                e.role() + " starts" + e.serverName().map(n -> " for " + n).orElse("");
            case Event.TransportConnected _ -> "transport is connected";
            case Event.RecordSeen e -> "  record from " + e.sender() + ": " + e.type() + ", " + e.epoch();
            case Event.MessageSeen e -> e.sender() + " → " + MessageName.of(e.message()) + " (" + e.epoch() + ")";
            case Event.CertificateUncompressed e ->
                "  certificate of " + e.sender() + " in " + e.compressed().algorithm() + ", saves "
                        + (e.certificate().body().length()
                                - e.compressed().body().length()) + " bytes";
            case Event.TranscriptExtended e -> "  transcript through " + e.through();
            case Event.ChangeCipherSpecSeen e -> e.sender() + " → change_cipher_spec (means nothing)";
            case Event.StateEntered e -> "  state " + e.state();
            case Event.QuestionAsked e -> "  asked outside: " + e.question();
            case Event.QuestionAnswered e -> "  answered: " + e.question();
            case Event.Chosen e -> "  " + choice(e.choice());
            case Event.SecretDerived e -> "  derived " + derived(e);
            case Event.KeysInstalled e -> "  keys of " + e.sender() + " installed: " + epoch(e.epoch(), e.generation());
            case Event.KeysDiscarded e -> "  keys of " + e.sender() + " discarded: " + epoch(e.epoch(), e.generation());
            case Event.PathChecked e -> "  " + path(e);
            case Event.SignatureChecked e -> "  signature of " + e.peer() + " is right: " + e.scheme();
            case Event.FinishedChecked e -> "  Finished of " + e.peer() + " is right";
            case Event.PskOffered e ->
                "  offers " + e.tickets() + " tickets, " + e.external() + " external keys"
                        + (e.earlyData() ? ", early data" : "");
            case Event.PskAccepted e ->
                "  key " + e.index() + " is used: " + (e.resumed() ? "resumes a session" : "an external key");
            case Event.PskMissed e -> "  no session is resumed: " + e.text();
            case Event.EarlyDataDecided e ->
                "  early data is " + (e.accepted() ? "accepted" : "rejected") + ": " + e.text();
            case Event.TicketIssued e ->
                "  ticket for " + e.lifetime() + " s"
                        + (e.maxEarlyData() > 0 ? ", " + e.maxEarlyData() + " B of early data" : "")
                        + (e.kept() ? "" : ", ignored") + ": " + e.reason();
            case Event.Established e -> "established: " + facts(e.facts());
            case Event.PeerConfirmed e -> "server has the client's Finished: it sent " + e.by();
            case Event.LaterAuthentication e ->
                "client answers after the handshake: "
                        + (e.authenticated() ? "authenticated" : "without a certificate");
            case Event.KeyUpdated e ->
                e.sender() + " updates its key to generation " + e.generation()
                        + (e.requested() ? ", asks for the same" : "");
            case Event.ApplicationMessageSeen e -> e.sender() + " → " + e.summary();
            case Event.AlertSeen e ->
                e.sender() + " → alert " + e.alert() + (e.encrypted() ? ", encrypted" : ", in plaintext")
                        + (e.recovered() ? ", found afterwards" : "");
            case Event.Failed e ->
                "failed: " + e.violation() + ", " + e.violation().sentence() + " ("
                        + e.violation().section() + ", "
                        + (e.peerTold() ? "alert " + e.violation().alert() : "no alert after close_notify") + ")";
            case Event.TransportEnded e -> "transport ended: " + words(e.ending());
            case Event.Closed e -> "closed: " + words(e.closure());
        };
    }

    private static String choice(Choice choice) {
        String lost = choice.rejected().stream()
                .map(r -> r.value() + " (" + r.reason() + ")")
                .collect(Collectors.joining(", "));
        return "chose " + words(choice.subject()) + ": " + (choice.chosen().isEmpty() ? "nothing" : choice.chosen())
                + ", " + choice.reason() + (lost.isEmpty() ? "" : "; not " + lost);
    }

    private static String derived(Event.SecretDerived e) {
        String parents = e.parents().stream().map(SecretKind::title).collect(Collectors.joining(" + "));
        return KeyTree.name(e).title()
                + (parents.isEmpty() ? "" : " from " + parents)
                + (e.label().isEmpty() ? "" : " with \"" + e.label() + "\"");
    }

    private static String path(Event.PathChecked e) {
        String result = e.violation().map(v -> ": " + v).orElse(": accepted");
        if (e.facts().links().isEmpty()) {
            return "raw public key of " + e.peer() + result;
        }
        String links = e.facts().links().stream().map(PathFacts.Link::subject).collect(Collectors.joining(" ← "));
        String anchor =
                e.facts().anchor().map(a -> " ← " + a.subject() + " (anchor)").orElse("");
        return "certificates of " + e.peer() + ": " + links + anchor + result;
    }

    private static String facts(ConnectionFacts f) {
        return f.version() + ", " + f.cipherSuite()
                + f.group().map(g -> ", " + g).orElse("")
                + f.signatureScheme().map(s -> ", " + s).orElse("")
                + f.alpn().map(a -> ", ALPN " + a).orElse("")
                + (f.retried() ? ", after HelloRetryRequest" : "")
                + (f.resumed() ? ", resumed" : "")
                + (f.clientAuthenticated() ? ", client authenticated" : "");
    }

    private static String epoch(dev.limpid.observe.Epoch epoch, long generation) {
        return epoch + (epoch == dev.limpid.observe.Epoch.APPLICATION ? " " + generation : "");
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
