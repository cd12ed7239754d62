// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.inspect.MessageName;
import dev.limpid.inspect.Story;
import dev.limpid.message.ClientHello;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.message.ServerHello;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.HandshakeReport.Entry;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.observe.Side;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks through a story and lays out its events in their order. */
final class Steps {
    private final Story story;
    private final Text text;
    private final Detail detail;
    private final Notes notes;
    private final Lanes lanes;
    private final KeyRows keys;
    private final Map<Side, String> writeKeys = new EnumMap<>(Side.class);
    private boolean encrypted;
    private long helloAt = -1;

    Steps(Story story, Text text, Detail detail, Notes notes) {
        this.story = story;
        this.text = text;
        this.detail = detail;
        this.notes = notes;
        this.lanes = new Lanes(text, detail.articleSteps());
        this.keys = new KeyRows(lanes, text, detail);
        this.encrypted = story.all(Event.MessageSeen.class).stream().noneMatch(e -> e.epoch() == Epoch.INITIAL);
    }

    List<String> lines() {
        lanes.head();
        List<Entry> entries = story.entries();
        for (int i = 0; i < entries.size(); i++) {
            if (!(entries.get(i).event() instanceof Event.SecretDerived)
                    && isShown(entries.get(i).event())) {
                keys.flush();
            }
            show(entries.get(i));
        }
        keys.flush();
        if (story.omitted() > 0) {
            lanes.under(story.omitted() + " events in the middle were not kept");
        }
        return lanes.lines();
    }

    /** Events that show nothing must not split what was derived around them. */
    private boolean isShown(Event event) {
        return switch (event) {
            case Event.MessageSeen _,
                    Event.PathChecked _,
                    Event.ApplicationMessageSeen _,
                    Event.AlertSeen _,
                    Event.Failed _,
                    Event.LaterAuthentication _,
                    Event.KeyUpdated _,
                    Event.PskAccepted _,
                    Event.PskMissed _,
                    Event.EarlyDataDecided _,
                    Event.TransportEnded _,
                    Event.Closed _,
                    Event.CertificateUncompressed _ -> true;
            case Event.QuestionAsked _,
                    Event.QuestionAnswered _,
                    Event.Chosen _,
                    Event.TranscriptExtended _,
                    Event.ChangeCipherSpecSeen _,
                    Event.PskOffered _,
                    Event.TicketIssued _,
                    Event.PeerConfirmed _,
                    Event.Established _ -> detail.verbosity() > 0;
            case Event.KeysDiscarded _ -> detail.explains() || detail.verbosity() > 0;
            case Event.Started _,
                    Event.TransportConnected _,
                    Event.RecordSeen _,
                    Event.StateEntered _,
                    Event.SecretDerived _,
                    Event.KeysInstalled _,
                    Event.SignatureChecked _,
                    Event.FinishedChecked _ -> detail.verbosity() > 1;
        };
    }

    private void show(Entry entry) {
        switch (entry.event()) {
            case Event.Started e -> everything("starts as " + e.role() + " at " + e.at());
            case Event.TransportConnected e -> connected(entry.nanos(), e);
            case Event.RecordSeen e ->
                everything("record from " + e.sender() + ": " + e.type() + ", " + e.length() + " B, content "
                        + e.contentLength() + " B, " + e.epoch());
            case Event.MessageSeen e -> message(entry.nanos(), e);
            case Event.CertificateUncompressed e ->
                lanes.under(MessageText.remark(e.certificate()) + ", "
                        + e.compressed().body().length() + " bytes instead of "
                        + e.certificate().body().length());
            case Event.TranscriptExtended e ->
                reason("transcript through " + e.through() + " "
                        + brief(e.hash().toHex()));
            case Event.ChangeCipherSpecSeen e -> reason(e.sender() + " sent change_cipher_spec, which means nothing");
            case Event.StateEntered e -> everything("state " + e.state());
            case Event.QuestionAsked e -> reason("waits for an answer: " + e.question());
            case Event.QuestionAnswered e -> reason("has the answer: " + e.question());
            case Event.Chosen e -> choice(e.choice());
            case Event.SecretDerived e -> keys.add(e);
            case Event.KeysInstalled e -> installed(e);
            case Event.KeysDiscarded e -> discarded(e);
            case Event.PathChecked e -> path(entry.nanos(), e);
            case Event.SignatureChecked e -> everything("signature of the " + e.peer() + " is right");
            case Event.FinishedChecked e -> everything("Finished of the " + e.peer() + " is right");
            case Event.PskOffered e ->
                reason("offers " + e.tickets() + " tickets and " + e.external() + " external keys"
                        + (e.earlyData() ? ", with early data" : ""));
            case Event.PskAccepted e ->
                lanes.under(e.resumed() ? "an earlier session is resumed: no certificate" : "an external key is used");
            case Event.PskMissed e -> missed(e);
            case Event.EarlyDataDecided e ->
                lanes.under("early data is " + (e.accepted() ? "accepted: " : "rejected: ") + e.text());
            case Event.TicketIssued e ->
                reason("ticket for " + e.lifetime() + " s" + (e.kept() ? ": " : ", ignored: ") + e.reason());
            case Event.Established _ -> reason("the handshake is complete for the " + story.role());
            case Event.PeerConfirmed e -> reason("the server has completed the handshake too: it sent " + e.by());
            case Event.LaterAuthentication e ->
                reason("the client is " + (e.authenticated() ? "authenticated" : "not authenticated")
                        + ", asked after the handshake");
            case Event.KeyUpdated e -> updated(e);
            case Event.ApplicationMessageSeen e -> application(entry.nanos(), e);
            case Event.AlertSeen e -> alert(entry.nanos(), e);
            case Event.Failed e -> failed(entry.nanos(), e);
            case Event.TransportEnded e -> ended(entry.nanos(), e);
            case Event.Closed e -> reason("closed: " + words(e.closure()));
        }
    }

    private void connected(long nanos, Event.TransportConnected e) {
        String rtt = e.nanos() > 0 ? "   " + Lanes.millis(e.nanos()) + " ms" : "";
        String what = detail.articleSteps() ? "   SYN, SYN-ACK, ACK; nothing secret exists yet" : "";
        lanes.row("[1]", nanos, Side.CLIENT, "TCP connect", "", Text.peer(e.peer()) + rtt + what);
    }

    private void message(long nanos, Event.MessageSeen e) {
        if (e.epoch() != Epoch.INITIAL && !encrypted) {
            encrypted = true;
            lanes.divider("everything below is encrypted" + (sentEarly() ? ", as the early data was" : ""));
        }
        HandshakeMessage message = e.message();
        lanes.row(tag(message), nanos, e.sender(), MessageName.of(message), e.length() + " B", remark(nanos, e));
        MessageText.story(message).forEach(lanes::under);
        if (detail.articleSteps()) {
            MessageText.article(message).forEach(lanes::under);
        }
        if (detail.verbosity() > 0 || detail.articleSteps()) {
            MessageText.reasons(message).forEach(lanes::under);
        }
        if (detail.verbosity() > 1) {
            MessageText.fields(message).forEach(lanes::under);
        }
        if (detail.bytes()) {
            HexDump.lines(HandshakeCodec.encode(message)).forEach(lanes::under);
        }
    }

    private String remark(long nanos, Event.MessageSeen e) {
        String words = MessageText.remark(e.message());
        return switch (e.message()) {
            case ClientHello _ -> hello(nanos, e);
            case ServerHello _, HelloRetryRequest _
            when helloAt >= 0 && story.role() == Side.CLIENT -> {
                String after = "after " + Lanes.millis(nanos - helloAt) + " ms";
                if (e.message() instanceof HelloRetryRequest retry) {
                    yield words + " "
                            + notes.add("The HelloRetryRequest cost one round trip: " + MessageText.reason(retry));
                }
                yield after;
            }
            case dev.limpid.message.CertificateVerify _ when signed(e.sender()) -> "✔ signs this handshake";
            case dev.limpid.message.Finished _ when finished(e.sender()) -> "✔ mac correct";
            default -> words;
        };
    }

    private String hello(long nanos, Event.MessageSeen e) {
        if (helloAt < 0) {
            helloAt = nanos;
        }
        return e.length() + Notes.RECORD_HEADER > Notes.SEGMENT
                ? ">1 segment "
                        + notes.add("This ClientHello needs more than one TCP segment of " + Notes.SEGMENT
                                + " bytes: some middleboxes drop it.")
                : "";
    }

    private void choice(Choice choice) {
        if (detail.verbosity() == 0) {
            return;
        }
        String chosen = choice.chosen().isEmpty() ? "nothing" : Text.peer(choice.chosen());
        lanes.under("chose " + words(choice.subject()) + ": " + chosen + ", " + Text.peer(choice.reason()));
        choice.rejected().forEach(r -> lanes.under("  not " + Text.peer(r.value()) + ": " + Text.peer(r.reason())));
    }

    private void path(long nanos, Event.PathChecked e) {
        String time = Lanes.millis(nanos);
        for (Check check : e.facts().checks()) {
            boolean skipped = check.outcome() == Check.Outcome.SKIPPED;
            if (skipped && detail.verbosity() == 0) {
                continue;
            }
            String sign = skipped ? "· " : check.outcome() == Check.Outcome.PASSED ? "✔ " : "✘ ";
            lanes.under("[4]", time, "│ ", sign + text.left(words(check.kind()), 10) + " " + Text.peer(check.text()));
            time = "";
        }
        if (detail.articleSteps()) {
            lanes.under(
                    "[4]",
                    "",
                    "│ ",
                    "· checked here against " + Text.peer(e.facts().trustSource()) + "; CA contacted: no");
        }
        if (detail.verbosity() > 1) {
            e.facts().links().forEach(l -> lanes.under(link(l)));
        }
    }

    private void failed(long nanos, Event.Failed e) {
        // a failed check has said it already
        boolean told = e.detail().isEmpty()
                || story.all(Event.PathChecked.class).stream()
                        .flatMap(p -> p.facts().checks().stream())
                        .anyMatch(c -> c.text().equals(e.detail()));
        String detail = told ? "" : ": " + Text.peer(e.detail());
        lanes.under(
                "",
                Lanes.millis(nanos),
                "│ ",
                "✘ " + e.violation() + ": " + e.violation().sentence() + detail);
    }

    private void installed(Event.KeysInstalled e) {
        switch (e.epoch()) {
            case EARLY_DATA -> writeKeys.put(e.sender(), "early write key");
            case APPLICATION -> writeKeys.put(e.sender(), "write key " + e.generation());
            case INITIAL, HANDSHAKE -> {
                // no application data goes under these
            }
        }
        if (e.generation() > 0) {
            return;
        }
        everything("the " + e.sender() + " sends under its " + e.epoch() + " keys from here on");
    }

    private void discarded(Event.KeysDiscarded e) {
        if (detail.explains() || detail.verbosity() > 0) {
            String generation = e.epoch() == Epoch.APPLICATION ? " " + e.generation() : "";
            lanes.under("the " + e.sender() + "'s " + e.epoch() + " keys" + generation + " are discarded");
        }
    }

    private void updated(Event.KeyUpdated e) {
        writeKeys.put(e.sender(), "write key " + e.generation());
        lanes.under("the " + e.sender() + " sends under application keys " + e.generation() + " from here on");
    }

    /** Who offers nothing misses nothing; why it did not is among the findings. */
    private void missed(Event.PskMissed e) {
        String line = "no session is resumed: " + Text.peer(e.text());
        boolean offered = story.role() == Side.SERVER
                || story.first(Event.PskOffered.class).isPresent();
        if (offered) {
            lanes.under(line);
        } else {
            reason(line);
        }
    }

    private void application(long nanos, Event.ApplicationMessageSeen e) {
        String under = detail.explains() || detail.verbosity() > 0
                ? "under " + e.sender() + " " + writeKeys.getOrDefault(e.sender(), "write key 0")
                : "";
        lanes.row("[13]", nanos, e.sender(), Text.peer(e.summary()), e.length() + " B", under);
    }

    private void alert(long nanos, Event.AlertSeen e) {
        String how = (e.encrypted() ? "encrypted" : "in plaintext") + (e.recovered() ? ", found afterwards" : "");
        String sign = e.alert().isError() ? "✘ alert, " + how : "";
        lanes.row("", nanos, e.sender(), e.alert().toString(), "", sign);
    }

    private void ended(long nanos, Event.TransportEnded e) {
        boolean usual = e.ending() == Event.Ending.END_OF_STREAM;
        if (!usual || detail.verbosity() > 0) {
            String said = e.detail().isEmpty() ? "" : ": " + Text.peer(e.detail());
            lanes.under("", Lanes.millis(nanos), "│ ", "transport ended: " + words(e.ending()) + said);
        }
    }

    private void reason(String line) {
        if (detail.verbosity() > 0) {
            lanes.under(line);
        }
    }

    private void everything(String line) {
        if (detail.verbosity() > 1) {
            lanes.under(line);
        }
    }

    private boolean sentEarly() {
        return story.all(Event.KeysInstalled.class).stream().anyMatch(e -> e.epoch() == Epoch.EARLY_DATA);
    }

    private boolean signed(Side side) {
        return story.all(Event.SignatureChecked.class).stream().anyMatch(e -> e.peer() == side);
    }

    private boolean finished(Side side) {
        return story.all(Event.FinishedChecked.class).stream().anyMatch(e -> e.peer() == side);
    }

    private static String link(PathFacts.Link l) {
        return (l.sent() ? "sent " : "found ") + Text.peer(l.subject()) + " · by " + Text.peer(l.issuer()) + " · "
                + l.key() + " · " + l.notBefore() + " to " + l.notAfter() + " · sha256 " + brief(l.sha256());
    }

    private static String tag(HandshakeMessage message) {
        return Optional.of(MessageName.of(message))
                .map(name -> switch (name) {
                    case "ClientHello" -> "[2]";
                    case "ServerHello", "HelloRetryRequest" -> "[3]";
                    case "Certificate", "CompressedCertificate", "CertificateVerify" -> "[4]";
                    case "Finished" -> "[9]";
                    default -> "";
                })
                .orElse("");
    }

    private static String brief(String hex) {
        return hex.length() <= 16 ? hex : hex.substring(0, 16) + "…";
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
