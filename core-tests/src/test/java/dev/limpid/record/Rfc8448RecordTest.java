// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.PaddingPolicy;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.keyschedule.Derivation;
import dev.limpid.keyschedule.TrafficKeys;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.testkit.Rfc8448;
import dev.limpid.testkit.Rfc8448.Step;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every record of RFC 8448, written and read under the keys of its moment. */
class Rfc8448RecordTest {
    private static final CryptoProvider CRYPTO = JcaCryptoProvider.jdk();

    private final Derivation derivation = new Derivation(CRYPTO, HashAlgorithm.SHA256, Recorder.none());
    private final Map<Side, RecordWriter> writers = new EnumMap<>(Side.class);
    private final Map<Side, RecordReader> readers = new EnumMap<>(Side.class);
    private boolean first = true;

    @ParameterizedTest
    @ValueSource(strings = {"3", "4", "5", "6", "7"})
    void writesAndReadsEveryRecord(String section) {
        //= R5.3-1
        //= R5.1-17
        for (Side side : Side.values()) {
            writers.put(side, new RecordWriter(CRYPTO, Recorder.none(), RecordLimits.STANDARD, PaddingPolicy.NONE));
            readers.put(side, new RecordReader(CRYPTO, Recorder.none()));
        }
        List<Step> steps = Rfc8448.section(section).steps();
        int records = 0;
        for (Step step : steps) {
            if (step.what().startsWith("derive write traffic keys for ")) {
                install(steps, step);
            } else if (step.has("complete record")) {
                check(step);
                records++;
            }
        }
        assertThat(records).isGreaterThanOrEqualTo(6);
    }

    private void install(List<Step> steps, Step step) {
        Side sender = side(step);
        Epoch epoch = step.what().contains("early")
                ? Epoch.EARLY_DATA
                : step.what().contains("handshake data") ? Epoch.HANDSHAKE : Epoch.APPLICATION;
        byte[] secret = secret(steps, sender, epoch).toArray();
        writers.get(sender).install(keys(sender, epoch, secret), epoch);
        readers.get(sender).install(keys(sender, epoch, secret), epoch);
    }

    private TrafficKeys keys(Side sender, Epoch epoch, byte[] secret) {
        return TrafficSecret.of(derivation, sender, epoch, secret).keys(CipherSuite.TLS_AES_128_GCM_SHA256);
    }

    /** The traffic secret from wherever the RFC prints it: at the one side as written, at the other as read. */
    private static Bytes secret(List<Step> steps, Side sender, Epoch epoch) {
        String data = switch (epoch) {
            case EARLY_DATA -> "early application data";
            case HANDSHAKE -> "handshake data";
            default -> "application data";
        };
        return steps.stream()
                .filter(step -> step.has("PRK"))
                .filter(step -> step.what()
                        .startsWith(
                                "derive " + (side(step) == sender ? "write" : "read") + " traffic keys for " + data))
                .findFirst()
                .orElseThrow()
                .bytes("PRK");
    }

    private void check(Step step) {
        Bytes payload = step.bytes("payload");
        Bytes record = step.bytes("complete record");
        Side sender = side(step);
        ContentType type = step.what().contains("handshake")
                ? ContentType.HANDSHAKE
                : step.what().contains("alert")
                        ? ContentType.ALERT
                        : step.what().contains("application")
                                ? ContentType.APPLICATION_DATA
                                : ContentType.CHANGE_CIPHER_SPEC;

        ByteBuffer wire = ByteBuffer.allocate(RecordLimits.RECORD);
        write(writers.get(sender), type, payload, wire);
        assertThat(Bytes.of(wire.flip())).as(step.what()).isEqualTo(record);

        ByteBuffer content = ByteBuffer.allocate(RecordLimits.RECORD);
        RecordReader reader = readers.get(sender);
        RecordReader.Outcome outcome = reader.read(record.toBuffer(), content);
        assertThat(reader.type()).isEqualTo(type);
        assertThat(outcome == RecordReader.Outcome.APPLICATION_DATA ? Bytes.of(content.flip()) : reader.content())
                .isEqualTo(payload);
    }

    private void write(RecordWriter writer, ContentType type, Bytes payload, ByteBuffer wire) {
        if (type.equals(ContentType.CHANGE_CIPHER_SPEC)) {
            assertThat(writer.writeChangeCipherSpec(wire)).isTrue();
        } else if (first) {
            first = false;
            assertThat(writer.writeInitialClientHello(payload.toBuffer(), wire)).isEqualTo(payload.length());
        } else {
            assertThat(writer.write(type, payload.toBuffer(), wire)).isEqualTo(payload.length());
        }
    }

    private static Side side(Step step) {
        return step.who().equals("client") ? Side.CLIENT : Side.SERVER;
    }
}
