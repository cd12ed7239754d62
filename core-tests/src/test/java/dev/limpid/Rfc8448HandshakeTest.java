// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.SecretKind;
import dev.limpid.observe.Side;
import dev.limpid.testkit.Rfc8448;
import dev.limpid.testkit.Rfc8448.Step;
import dev.limpid.wire.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * RFC 8448's handshakes, played by the real states, key schedule and record layer of either side ({@link TraceEnds} says what comes
 * from the trace); every secret and every record is computed and compared.
 */
class Rfc8448HandshakeTest {

    private final Map<String, Bytes> derived = new LinkedHashMap<>();
    private final Map<String, Bytes> hashes = new LinkedHashMap<>();

    static Stream<Arguments> tracesAndSides() {
        return Stream.of("3", "4", "5", "6", "7")
                .flatMap(section -> Stream.of(Side.values()).map(side -> Arguments.of(section, side)));
    }

    @ParameterizedTest(name = "section {0} as {1}")
    @MethodSource("tracesAndSides")
    void computesEverySecretAndEveryRecord(String section, Side side) {
        //= R7.1-1
        //= R4-1
        //= R5.2-1
        Rfc8448 trace = Rfc8448.section(section);
        TraceEnd end = new TraceEnds(trace, observer()).end(side);
        int records = play(trace, side, end);

        assertThat(records)
                .isEqualTo(trace.with("complete record").stream()
                        .filter(step -> step.who().equals(side.toString()))
                        .count());
        assertThat(end.isComplete()).isTrue();
        assertThat(end.isReadClosed()).isTrue();
        assertThat(end.unused()).isEmpty();
        assertSecrets(trace);
    }

    /** Feeds the other side's records and compares our own; returns how many were ours. */
    private static int play(Rfc8448 trace, Side side, TraceEnd end) {
        Bytes pending = end.take();
        int ours = 0;
        for (Step step : trace.with("complete record")) {
            Bytes record = step.bytes("complete record");
            Bytes payload = step.bytes("payload");
            if (!step.who().equals(side.toString())) {
                assertThat(end.receive(record))
                        .as(step.what())
                        .isEqualTo(step.what().contains("application_data") ? payload : Bytes.EMPTY);
                pending = pending.then(end.take());
                continue;
            }
            if (payload.at(0) == 4 && step.what().contains("handshake")) {
                end.sendTicket(payload);
                pending = pending.then(end.take());
            } else if (step.what().contains("application_data")) {
                pending = pending.then(end.isComplete() ? end.seal(payload) : end.sealEarly(payload));
            } else if (step.what().contains("alert")) {
                end.close();
                pending = pending.then(end.take());
            }
            assertThat(pending.slice(0, Math.min(pending.length(), record.length())))
                    .as(step.who() + " " + step.what() + " " + ours)
                    .isEqualTo(record);
            pending = pending.from(record.length());
            ours++;
        }
        assertThat(pending).isEqualTo(Bytes.EMPTY);
        return ours;
    }

    private Observer observer() {
        return (nanos, event) -> {
            if (event instanceof Event.SecretDerived secret) {
                derived.put(name(secret), Bytes.wrap(secret.secret().reveal(TraceEnds.TOKEN)));
                hashes.put(name(secret), secret.transcriptHash());
            }
        };
    }

    private static String name(Event.SecretDerived secret) {
        boolean isChild = List.of(SecretKind.WRITE_KEY, SecretKind.WRITE_IV, SecretKind.FINISHED_KEY)
                .contains(secret.kind());
        return secret.kind() + (isChild ? " of " + secret.parents().getFirst() : "");
    }

    /** Exactly the trace's secrets were derived, each with the trace's value, from the trace's transcript hash. */
    private void assertSecrets(Rfc8448 trace) {
        Map<String, Bytes> expected = new LinkedHashMap<>();
        if (TraceEnds.resumes(trace)) {
            expectOfPsk(trace, expected);
        } else {
            Step early = trace.step("server", "extract secret \"early\"");
            expected.put("EARLY_SECRET", early.bytes("secret"));
        }
        Step handshake = trace.step("server", "extract secret \"handshake\"");
        expected.put("SHARED_SECRET", handshake.bytes("IKM"));
        expected.put("HANDSHAKE_SECRET", handshake.bytes("secret"));
        expected.put(
                "MAIN_SECRET", trace.step("server", "extract secret \"master\"").bytes("secret"));
        Map<String, String> labels = Map.of(
                "CLIENT_HANDSHAKE_TRAFFIC", "c hs traffic",
                "SERVER_HANDSHAKE_TRAFFIC", "s hs traffic",
                "CLIENT_APPLICATION_TRAFFIC", "c ap traffic",
                "SERVER_APPLICATION_TRAFFIC", "s ap traffic",
                "EXPORTER", "exp master",
                "RESUMPTION", "res master");
        labels.forEach((kind, label) -> {
            Step step = withValues(trace, "derive secret \"tls13 " + label);
            expected.put(kind, step.bytes("expanded"));
            assertThat(hashes.get(kind)).as("transcript of " + kind).isEqualTo(step.bytes("hash"));
        });
        for (Side side : Side.values()) {
            for (String epoch : List.of("handshake", "application")) {
                String secret = side.name() + "_" + epoch.toUpperCase(java.util.Locale.ROOT) + "_TRAFFIC";
                Step keys = keys(trace, expected.get(secret));
                expected.put("WRITE_KEY of " + secret, keys.bytes("key expanded"));
                expected.put("WRITE_IV of " + secret, keys.bytes("iv expanded"));
            }
            expected.put(
                    "FINISHED_KEY of " + side.name() + "_HANDSHAKE_TRAFFIC",
                    trace.step(side.toString(), "calculate finished \"tls13 finished\":")
                            .bytes("expanded"));
        }
        assertThat(derived).containsExactlyInAnyOrderEntriesOf(expected);
    }

    private void expectOfPsk(Rfc8448 trace, Map<String, Bytes> expected) {
        expected.put(
                "EARLY_SECRET", trace.step("client", "extract secret \"early\"").bytes("secret"));
        Step binder = trace.step("client", "calculate PSK binder");
        expected.put("BINDER_KEY", binder.bytes("PRK"));
        expected.put("FINISHED_KEY of BINDER_KEY", binder.bytes("expanded"));
        Map.of("CLIENT_EARLY_TRAFFIC", "c e traffic", "EARLY_EXPORTER", "e exp master")
                .forEach((kind, label) -> {
                    Step step = withValues(trace, "derive secret \"tls13 " + label);
                    expected.put(kind, step.bytes("expanded"));
                    assertThat(hashes.get(kind)).as("transcript of " + kind).isEqualTo(step.bytes("hash"));
                });
        Step keys = keys(trace, expected.get("CLIENT_EARLY_TRAFFIC"));
        expected.put("WRITE_KEY of CLIENT_EARLY_TRAFFIC", keys.bytes("key expanded"));
        expected.put("WRITE_IV of CLIENT_EARLY_TRAFFIC", keys.bytes("iv expanded"));
    }

    private static Step withValues(Rfc8448 trace, String what) {
        return trace.with("expanded").stream()
                .filter(step -> step.what().startsWith(what))
                .findFirst()
                .orElseThrow();
    }

    private static Step keys(Rfc8448 trace, Bytes secret) {
        return trace.with("key expanded").stream()
                .filter(step -> step.bytes("PRK").equals(secret))
                .findFirst()
                .orElseThrow();
    }
}
