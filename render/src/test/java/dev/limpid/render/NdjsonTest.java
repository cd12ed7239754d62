// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.inspect.verdict.Diagnosis;
import dev.limpid.observe.EarlyDataAnswer;
import dev.limpid.observe.Event;
import dev.limpid.observe.PskMiss;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.SecretKind;
import dev.limpid.observe.Side;
import dev.limpid.testkit.EventScript;
import dev.limpid.testkit.Golden;
import dev.limpid.testkit.SampleConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class NdjsonTest {
    private final StringBuilder out = new StringBuilder();
    private final Ndjson ndjson = new Ndjson(out, "limpid test");

    @Test
    void beginsWithItsSchema() {
        assertThat(out.toString())
                .isEqualTo(
                        "{\"schema\":\"limpid.tls/1\",\"producer\":\"limpid test\",\"secrets\":\"none; fingerprints only\"}\n");
    }

    @Test
    void writesAnObjectALine() {
        SampleConnection.success(EventScript.of(Side.CLIENT, ndjson.connection("1", Side.CLIENT)));
        ndjson.diagnosis("1", Diagnosis.of(Stories.success()));

        Golden.check("ndjson-success", out.toString().replaceAll("0{40,}", "0…0"));
        List<Map<String, Object>> lines = parse();
        assertThat(lines).hasSizeGreaterThan(40).allMatch(l -> l.containsKey("name") || l.containsKey("schema"));
    }

    @Test
    void namesMessagesFromTheRolesPointOfView() {
        SampleConnection.success(EventScript.of(Side.SERVER, ndjson.connection("7", Side.SERVER)));

        assertThat(parse())
                .anyMatch(l -> "tls:message_received".equals(l.get("name")) && "ClientHello".equals(l.get("type")))
                .anyMatch(l -> "tls:message_sent".equals(l.get("name")) && "ServerHello".equals(l.get("type")));
    }

    @Test
    void numbersEventsAsVerdictsCiteThem() {
        SampleConnection.success(EventScript.of(Side.CLIENT, ndjson.connection("1", Side.CLIENT)));

        List<Object> numbers = parse().stream()
                .filter(l -> l.containsKey("event"))
                .map(l -> l.get("event"))
                .toList();
        assertThat(numbers.getFirst()).isEqualTo(1);
        assertThat(numbers.getLast()).isEqualTo(numbers.size());
    }

    @Test
    void tellsOfTicketsAndEarlyData() {
        EventScript script = EventScript.of(Side.CLIENT, ndjson.connection("1", Side.CLIENT));
        script.event(new Event.PskOffered(1, 0, true))
                .event(new Event.PskAccepted(0, true))
                .event(new Event.PskMissed(PskMiss.EXPIRED))
                .event(new Event.EarlyDataDecided(EarlyDataAnswer.RETRIED))
                .event(new Event.TicketIssued(7200, 16_384, true, "for the next connection to this server"));

        assertThat(parse())
                .anyMatch(l -> is(l, "tls:resumption", "outcome", "offered")
                        && l.get("early_data").equals("true"))
                .anyMatch(l -> is(l, "tls:resumption", "outcome", "accepted")
                        && l.get("resumed").equals("true"))
                .anyMatch(l -> is(l, "tls:resumption", "outcome", "missed")
                        && l.get("code").equals("EXPIRED")
                        && l.get("reason").equals("the ticket's lifetime is over"))
                .anyMatch(l -> is(l, "tls:early_data", "accepted", "false"))
                .anyMatch(l -> is(l, "tls:session_ticket", "lifetime_seconds", 7200));
    }

    @Test
    void tellsWhichSideSetOffAKeyUpdate() {
        EventScript script = EventScript.of(Side.SERVER, ndjson.connection("1", Side.SERVER));
        script.event(new Event.KeyUpdated(Side.CLIENT, 1, true))
                .event(new Event.KeyUpdated(Side.SERVER, 1, false))
                .event(new Event.KeyUpdated(Side.SERVER, 2, true))
                .event(new Event.KeyUpdated(Side.CLIENT, 2, false))
                .event(new Event.KeyUpdated(Side.CLIENT, 3, false));

        assertThat(parse().stream().filter(l -> "tls:key_updated".equals(l.get("name"))))
                .extracting(l -> l.get("sender") + " " + l.get("generation") + " " + l.get("trigger"))
                .containsExactly(
                        "client 1 remote_update",
                        "server 1 remote_update",
                        "server 2 local_update",
                        "client 2 local_update",
                        "client 3 remote_update");
    }

    @Test
    void writesFindingsBesideTheVerdict() {
        ndjson.diagnosis("1", Diagnosis.of(Stories.of(Stories.ATTEMPT.insecurely(), SampleConnection::success)));

        assertThat(parse())
                .anyMatch(l -> is(l, "tls:verdict", "code", "OK"))
                .anyMatch(l -> is(l, "tls:finding", "code", "CONFIG.TRUST_ALL"));
    }

    private static boolean is(Map<String, Object> line, String name, String key, Object value) {
        return name.equals(line.get("name")) && value.equals(line.get(key));
    }

    @Test
    void holdsNoSecretEvenIfTheConnectionWouldOpenThem() {
        SecretAccess access = SecretAccess.dangerouslyRevealingSecrets();
        SampleConnection.success(EventScript.revealing(Side.CLIENT, ndjson.connection("1", Side.CLIENT), access));

        for (SecretKind kind : SecretKind.values()) {
            for (SecretKind parent : SecretKind.values()) {
                assertThat(out.toString())
                        .doesNotContain(HexFormat.of().formatHex(EventScript.secretValue(kind, 0, parent)))
                        .doesNotContain(HexFormat.of().formatHex(EventScript.secretValue(kind, 0)));
            }
        }
    }

    @Test
    void staysOneObjectALineWhateverAPeerSends() {
        String hostile = "\u001b[2J\"}\n{\"name\":\"tls:verdict\"\u2028\u0000\ud800";
        ndjson.connection("1", Side.CLIENT).on(1, new Event.ApplicationMessageSeen(Side.SERVER, hostile, 3));

        List<Map<String, Object>> lines = parse();
        assertThat(lines).hasSize(2);
        assertThat(lines.getLast()).containsEntry("name", "app:message").containsEntry("bytes", 3);
        assertThat(out.toString()).matches("[\\x20-\\x7e\\n]*");
    }

    @Test
    void hasANameForEveryEvent() {
        Set<String> names = new TreeSet<>();
        SampleConnection.success(EventScript.of(Side.CLIENT, ndjson.connection("1", Side.CLIENT)));
        parse().forEach(l -> names.add(String.valueOf(l.get("name"))));

        assertThat(names)
                .contains(
                        "tcp:connected",
                        "tls:message_sent",
                        "tls:message_received",
                        "tls:negotiated",
                        "tls:key_derived",
                        "tls:certificate_path",
                        "tls:alert",
                        "tls:closed");
    }

    @Test
    void tellsWhyItFellSilent() {
        Appendable full = new Appendable() {
            @Override
            public Appendable append(CharSequence text) throws IOException {
                throw new IOException("no space left");
            }

            @Override
            public Appendable append(CharSequence text, int start, int end) throws IOException {
                throw new IOException("no space left");
            }

            @Override
            public Appendable append(char c) throws IOException {
                throw new IOException("no space left");
            }
        };

        assertThat(new Ndjson(full, "x").failure())
                .hasValueSatisfying(e -> assertThat(e).hasMessage("no space left"));
    }

    private List<Map<String, Object>> parse() {
        List<Map<String, Object>> lines = new ArrayList<>();
        out.toString().lines().forEach(line -> lines.add(parse(line)));
        return lines;
    }

    /** The scalar properties of an object; throws if the line is anything but one object. */
    private static Map<String, Object> parse(String line) {
        Map<String, Object> properties = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            int depth = 1;
            while (depth > 0) {
                JsonToken token = json.nextToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth == 1 && token.isScalarValue()) {
                    properties.put(json.currentName(), token.isNumeric() ? json.getIntValue() : json.getString());
                }
            }
            assertThat(json.nextToken()).isNull();
        }
        return properties;
    }
}
