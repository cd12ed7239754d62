// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ServerConfig;
import dev.limpid.identity.ServerName;
import dev.limpid.message.Finished;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Side;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JfrEventsTest {
    @TempDir
    private Path folder;

    @Test
    void aConnectionCostsNothingWhileNobodyRecords() {
        assertThat(JfrEvents.connection("shop.lab:443")).isEqualTo(Observer.NONE);
    }

    @Test
    void aHandshakeIsToldWithWhatWasAgreedOn() throws IOException {
        List<RecordedEvent> events = recorded(() -> {
            Pair pair = pair("shop.lab", Lab.server().build());
            pair.handshake();
            pair.client().connection().updateKeys(true);
            pair.run();
            pair.client().connection().closeWrite();
            pair.server().connection().closeWrite();
            pair.run();
        });
        RecordedEvent handshake = only(events, "limpid.Handshake");
        assertThat(handshake.getString("role")).isEqualTo("client");
        assertThat(handshake.getString("peer")).isEqualTo("shop.lab:443");
        assertThat(handshake.getString("serverName")).isEqualTo("shop.lab");
        assertThat(handshake.getString("outcome")).isEqualTo("established");
        assertThat(handshake.getString("cipherSuite")).startsWith("TLS_");
        assertThat(handshake.getString("group")).isNotEmpty();
        assertThat(handshake.getLong("bytes")).isGreaterThan(500);
        RecordedEvent path = only(events, "limpid.CertificatePath");
        assertThat(path.getBoolean("accepted")).isTrue();
        assertThat(path.getString("subject")).contains("shop.lab");
        assertThat(all(events, "limpid.HandshakeStep").stream().map(step -> step.getString("type")))
                .contains("client_hello", "server_hello", "finished");
        assertThat(all(events, "limpid.KeyUpdate")).isNotEmpty();
        assertThat(all(events, "limpid.HandshakeFailure")).isEmpty();
        assertThat(all(events, "limpid.Alert")).isNotEmpty();
    }

    @Test
    void aFailureIsToldWithItsCode() throws IOException {
        List<RecordedEvent> events =
                recorded(() -> pair("other.lab", Lab.server().build()).run());
        RecordedEvent failure = only(events, "limpid.HandshakeFailure");
        assertThat(failure.getString("code")).isEqualTo("CERTIFICATE_NAME_MISMATCH");
        assertThat(failure.getString("section")).isEqualTo("RFC 9525 6");
        assertThat(failure.getString("alert")).isEqualTo("bad_certificate");
        assertThat(failure.getBoolean("byPeer")).isFalse();
        assertThat(failure.getString("message")).contains("other.lab");
        RecordedEvent handshake = only(events, "limpid.Handshake");
        assertThat(handshake.getString("outcome")).isEqualTo("failed");
        assertThat(handshake.getString("code")).isEqualTo("CERTIFICATE_NAME_MISMATCH");
        assertThat(only(events, "limpid.Close").getString("how")).isEqualTo("FAILED");
    }

    @Test
    void theTimeOfAHandshakeIsComputingAndWaiting() throws IOException {
        RecordedEvent handshake =
                only(recorded(() -> pair("shop.lab", Lab.server().build()).handshake()), "limpid.Handshake");
        assertThat(handshake.getDuration("cpu").toNanos()).isPositive();
        assertThat(handshake.getLong("wait")).isNotNegative();
    }

    @Test
    void anEndWaitsFromItsMessagesToThoseOfThePeer() {
        HandshakeTime server = new HandshakeTime();
        server.on(0, new Event.Started(Side.SERVER, Instant.EPOCH, Optional.empty()), Side.SERVER);
        server.on(100, finished(Side.CLIENT), Side.SERVER);
        assertThat(server.waited()).as("before it has said anything").isZero();
        server.on(300, finished(Side.SERVER), Side.SERVER);
        server.on(310, finished(Side.SERVER), Side.SERVER);
        server.on(1_310, finished(Side.CLIENT), Side.SERVER);
        server.on(1_320, finished(Side.CLIENT), Side.SERVER);
        assertThat(server.waited()).isEqualTo(1_000);
        assertThat(server.cpu()).isNotNegative();
    }

    private static Event finished(Side sender) {
        return new Event.MessageSeen(sender, Epoch.HANDSHAKE, new Finished(Bytes.EMPTY), 36);
    }

    @Test
    void nothingIsKnownOfTheComputingOfSeveralThreads() throws InterruptedException {
        HandshakeTime time = new HandshakeTime();
        time.on(0, new Event.Started(Side.SERVER, Instant.EPOCH, Optional.empty()), Side.SERVER);
        Thread.ofPlatform()
                .start(() -> time.on(1, new Event.StateEntered("WAIT_FINISHED"), Side.SERVER))
                .join();
        assertThat(time.cpu()).isEqualTo(HandshakeTime.UNKNOWN);
    }

    @Test
    void nothingIsKnownOfTheComputingOfVirtualThreads() throws IOException {
        RecordedEvent handshake = only(
                recorded(() -> {
                    try {
                        Thread.ofVirtual()
                                .start(() ->
                                        pair("shop.lab", Lab.server().build()).handshake())
                                .join();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }),
                "limpid.Handshake");
        assertThat(handshake.getLong("cpu")).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void aKeyLogIsToldOf() throws IOException {
        List<RecordedEvent> events = recorded(() -> JfrEvents.keyLogEnabled("keys.log"));
        assertThat(only(events, "limpid.KeyLogEnabled").getString("destination"))
                .isEqualTo("keys.log");
    }

    private static Pair pair(String name, ServerConfig server) {
        return new Pair(
                Lab.client().build(), server, ServerName.of(name), JfrEvents.connection(name + ":443"), Observer.NONE);
    }

    private List<RecordedEvent> recorded(Runnable body) throws IOException {
        Path file = folder.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            for (String kind : List.of(
                    "Handshake",
                    "HandshakeFailure",
                    "HandshakeStep",
                    "CertificatePath",
                    "Resumption",
                    "KeyUpdate",
                    "Alert",
                    "Close",
                    "KeyLogEnabled")) {
                recording.enable("limpid." + kind).withoutThreshold();
            }
            recording.start();
            body.run();
            recording.stop();
            recording.dump(file);
        }
        try {
            return RecordingFile.readAllEvents(file);
        } finally {
            Files.delete(file);
        }
    }

    private static RecordedEvent only(List<RecordedEvent> events, String name) {
        List<RecordedEvent> found = all(events, name);
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    private static List<RecordedEvent> all(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
    }
}
