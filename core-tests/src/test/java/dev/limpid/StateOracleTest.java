// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.Impostor.Said;
import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.KeyUpdate;
import dev.limpid.observe.Side;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.testkit.Rfc8448;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state and every message, against tables written from appendix A: {@code oracle/client.txt} and {@code server.txt}. */
class StateOracleTest {
    private static final String REFUSED = ".";
    private static final Map<String, Bytes> SAMPLES = samples();

    record Cell(Side side, String state, String message, String expected) {
        @Override
        public String toString() {
            return side + " in " + state + ": " + message + " → " + expected;
        }
    }

    static Stream<Cell> cells() {
        return Stream.of(Side.values()).flatMap(side -> table(side).stream());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void doesWhatAppendixASays(Cell cell) {
        //= R4-2
        //= R4.2.2-3
        //= R4.2.4-6
        //= R4.7.2-6
        TreeSet<String> results = new TreeSet<>();
        for (Scenario scenario : Scenario.values()) {
            Relay relay = scenario.relay();
            if (relay.bringTo(cell.side(), cell.state())) {
                play(relay, cell).ifPresent(results::add);
            }
            // One way into a state is enough to see it refuse; the long form tries them all.
            if (results.contains(REFUSED) && !Boolean.getBoolean("limpid.long")) {
                break;
            }
        }
        assertThat(String.join("/", results)).isEqualTo(cell.expected());
    }

    @Test
    void theTablesAreWhole() {
        assertThat(table(Side.CLIENT)).hasSize(8 * SAMPLES.size());
        assertThat(table(Side.SERVER)).hasSize(7 * SAMPLES.size());
    }

    /** What became of the victim; nothing if the message is right here and the peer of this scenario does not send it now. */
    private static Optional<String> play(Relay relay, Cell cell) {
        Impostor impostor = relay.to(cell.side());
        Optional<Bytes> real = Optional.ofNullable(relay.queue(cell.side()).peek())
                .map(Said::content)
                .filter(next -> name(next).equals(cell.message()));
        boolean needsTheRealOne =
                !cell.expected().equals(REFUSED) && !cell.state().equals("CONNECTED");
        if (needsTheRealOne && real.isEmpty()) {
            return Optional.empty();
        }
        impostor.say(ContentType.HANDSHAKE, real.orElse(Objects.requireNonNull(SAMPLES.get(cell.message()))));
        if (impostor.victim().failure().isEmpty()) {
            return Optional.of(impostor.state());
        }
        Violation violation = impostor.victim().failure().get().violation().orElseThrow();
        assertThat(violation.alert()).as(violation.name()).isEqualTo(AlertDescription.UNEXPECTED_MESSAGE);
        assertSaysItOnce(impostor);
        return Optional.of(REFUSED);
    }

    private static void assertSaysItOnce(Impostor impostor) {
        //= R6.2-1
        List<Said> last = impostor.listen();
        assertThat(last)
                .last()
                .isEqualTo(new Said(
                        ContentType.ALERT,
                        Alert.of(AlertDescription.UNEXPECTED_MESSAGE).encode()));
        assertThat(last)
                .filteredOn(said -> said.type().equals(ContentType.ALERT))
                .hasSize(1);
        impostor.victim().receive(Bytes.ofHex("16030300050100000199"));
        assertThat(impostor.victim().take()).isEqualTo(Bytes.EMPTY);
    }

    private static List<Cell> table(Side side) {
        List<String> lines = resource("/oracle/" + side + ".txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        List<String> columns = words(lines.getFirst());
        List<Cell> cells = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> row = words(line);
            assertThat(row).as(line).hasSameSizeAs(columns);
            for (int i = 1; i < row.size(); i++) {
                cells.add(new Cell(side, row.getFirst(), columns.get(i), row.get(i)));
            }
        }
        return cells;
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.trim().split(" +", -1));
    }

    /** Well-formed messages, so that nothing but their order is wrong. */
    private static Map<String, Bytes> samples() {
        Map<String, Bytes> samples = new HashMap<>();
        for (String section : List.of("3", "5")) {
            Rfc8448.section(section).with("payload").stream()
                    .map(step -> step.bytes("payload"))
                    .filter(payload -> payload.length() > 2 && name(payload).matches("CH|SH|HRR|NST"))
                    .forEach(payload -> samples.put(name(payload), payload));
        }
        Relay relay = Scenario.CLIENT_ASKED.relay();
        List<Said> flight = new ArrayList<>();
        relay.bringTo(Side.SERVER, "WAIT_CERT");
        flight.addAll(relay.queue(Side.SERVER));
        Relay server = Scenario.CLIENT_ASKED.relay();
        server.bringTo(Side.CLIENT, "WAIT_EE");
        flight.addAll(server.queue(Side.CLIENT));
        flight.forEach(said -> samples.put(name(said.content()), said.content()));
        samples.put("KU", HandshakeCodec.encode(new KeyUpdate(false)));
        samples.put("EOE", Bytes.ofHex("05000000"));
        samples.put("CC", Bytes.ofHex("1900000a00010000200000027800"));
        samples.put("MH", Bytes.ofHex("fe000020").then(Bytes.wrap(new byte[32])));
        samples.put("?", Bytes.ofHex("63000000"));
        return samples;
    }

    private static String name(Bytes message) {
        HandshakeType type = new HandshakeType(message.at(0));
        Map<HandshakeType, String> names = Map.of(
                HandshakeType.CLIENT_HELLO, "CH",
                HandshakeType.NEW_SESSION_TICKET, "NST",
                //= R4.6-3
                HandshakeType.END_OF_EARLY_DATA, "EOE",
                HandshakeType.ENCRYPTED_EXTENSIONS, "EE",
                HandshakeType.CERTIFICATE_REQUEST, "CR",
                HandshakeType.CERTIFICATE, "CT",
                HandshakeType.CERTIFICATE_VERIFY, "CV",
                HandshakeType.FINISHED, "FIN");
        boolean isRetry =
                type.equals(HandshakeType.SERVER_HELLO) && message.slice(6, 4).equals(Bytes.ofHex("cf21ad74"));
        return type.equals(HandshakeType.SERVER_HELLO) ? (isRetry ? "HRR" : "SH") : names.getOrDefault(type, "none");
    }

    private static String resource(String path) {
        try (InputStream in = Objects.requireNonNull(StateOracleTest.class.getResourceAsStream(path))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
