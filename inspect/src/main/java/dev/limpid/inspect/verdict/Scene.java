// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.inspect.Attempt;
import dev.limpid.inspect.Story;
import dev.limpid.inspect.Trouble;
import dev.limpid.inspect.verdict.Verdict.Evidence;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Event;
import dev.limpid.observe.HandshakeReport.Entry;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.Side;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A story as rules look at it. */
final class Scene {
    private final Story story;
    private final Offers offers;

    Scene(Story story) {
        this.story = story;
        this.offers = Offers.of(story);
    }

    Story story() {
        return story;
    }

    Attempt attempt() {
        return story.attempt();
    }

    Trouble trouble() {
        return story.attempt().trouble();
    }

    Offers offers() {
        return offers;
    }

    boolean isClient() {
        return story.role() == Side.CLIENT;
    }

    /** What to call the peer. */
    String peer() {
        return isClient() ? Phrase.name(attempt().host()) : "the client";
    }

    /** Whether this side has completed its handshake. */
    boolean isEstablished() {
        return story.established().isPresent();
    }

    /** The rule that the peer broke, as this side noticed. */
    Optional<Violation> violation() {
        return story.last(Event.Failed.class).map(Event.Failed::violation);
    }

    /** Whether the peer learns of it by an alert. */
    boolean peerTold() {
        return story.last(Event.Failed.class).map(Event.Failed::peerTold).orElse(false);
    }

    boolean violated(Violation... any) {
        return violation().filter(List.of(any)::contains).isPresent();
    }

    /** What exactly was wrong with it, or empty. */
    String detail() {
        return story.last(Event.Failed.class).map(Event.Failed::detail).orElse("");
    }

    /** The last decision about {@code subject}. */
    Optional<Choice> choice(Choice.Subject subject) {
        return story.all(Event.Chosen.class).stream()
                .map(Event.Chosen::choice)
                .filter(each -> each.subject() == subject)
                .reduce((first, second) -> second);
    }

    /** What the verifier found about the peer's certificates. */
    Optional<PathFacts> path() {
        return path(story.role().peer());
    }

    Optional<PathFacts> path(Side whose) {
        return story.all(Event.PathChecked.class).stream()
                .filter(e -> e.peer() == whose)
                .reduce((a, b) -> b)
                .map(Event.PathChecked::facts);
    }

    /** What is wrong with the peer's certificates. */
    Optional<Violation> pathViolation() {
        return story.all(Event.PathChecked.class).stream()
                .filter(e -> e.peer() == story.role().peer())
                .reduce((a, b) -> b)
                .flatMap(Event.PathChecked::violation)
                .or(this::violation);
    }

    boolean pathViolated(Violation... any) {
        return pathViolation().filter(List.of(any)::contains).isPresent();
    }

    /** The error alert that the peer sent. */
    Optional<AlertDescription> peerAlert() {
        return story.all(Event.AlertSeen.class).stream()
                .filter(e -> e.sender() == story.role().peer())
                .map(Event.AlertSeen::alert)
                .filter(Alert::isError)
                .map(Alert::description)
                .findFirst();
    }

    boolean alerted(AlertDescription... any) {
        return peerAlert().filter(List.of(any)::contains).isPresent();
    }

    /** How the transport ended, if it did. */
    Optional<Event.TransportEnded> ending() {
        return story.last(Event.TransportEnded.class);
    }

    boolean ended(Event.Ending... any) {
        return ending().map(Event.TransportEnded::ending)
                .filter(List.of(any)::contains)
                .isPresent();
    }

    boolean closed(Event.Closure closure) {
        return story.last(Event.Closed.class)
                .filter(e -> e.closure() == closure)
                .isPresent();
    }

    /** Whether no rule was broken and no alert came: only the transport has a say. */
    boolean isWordless() {
        return violation().isEmpty() && peerAlert().isEmpty();
    }

    /** Our clock when the connection began. */
    Optional<Instant> now() {
        return story.first(Event.Started.class).map(Event.Started::at);
    }

    /** The last event of {@code type} as evidence. */
    List<Evidence> see(Class<? extends Event> type, String text) {
        List<Entry> entries = story.entries();
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (type.isInstance(entries.get(i).event())) {
                return List.of(new Evidence(text, where(i)));
            }
        }
        return List.of();
    }

    /** The first message of {@code type} as evidence. */
    List<Evidence> seeMessage(Class<? extends HandshakeMessage> type, String text) {
        List<Entry> entries = story.entries();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).event() instanceof Event.MessageSeen e && type.isInstance(e.message())) {
                return List.of(new Evidence(text, where(i)));
            }
        }
        return List.of();
    }

    /** The peer's error alert as evidence. */
    List<Evidence> seeAlert() {
        List<Entry> entries = story.entries();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).event() instanceof Event.AlertSeen e
                    && e.sender() == story.role().peer()
                    && e.alert().isError()) {
                String how = (e.encrypted() ? "encrypted" : "in plaintext")
                        + (e.recovered() ? ", found in the socket after the connection had failed" : "");
                return List.of(new Evidence(
                        "alert " + e.alert() + " (" + e.alert().description().code() + ") from the " + e.sender() + ", "
                                + how,
                        where(i)));
            }
        }
        return List.of();
    }

    /** What this side found wrong, as evidence. */
    List<Evidence> seeViolation() {
        return violation()
                .map(v -> see(
                        Event.Failed.class,
                        v.name() + (detail().isEmpty() ? "" : ": " + Phrase.cut(detail())) + " (" + v.section() + ")"))
                .orElse(List.of());
    }

    private String where(int index) {
        return String.format(
                Locale.ROOT,
                "event %d, %.2f ms",
                story.number(index),
                story.entries().get(index).nanos() / 1e6);
    }
}
