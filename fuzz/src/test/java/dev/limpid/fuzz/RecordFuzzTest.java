// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.limpid.keyschedule.Derivation;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.message.HandshakeJoiner;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.Side;
import dev.limpid.record.RecordReader;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.HashAlgorithm;
import java.nio.ByteBuffer;

/**
 * The record reader and the joiner of messages. The first byte of an input says whether there are keys and how much room the data
 * has, the rest is the stream.
 */
class RecordFuzzTest {
    private static final GlassCrypto CRYPTO = new GlassCrypto();

    @FuzzTest
    void readsRecordsOrRefusesThem(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Laws.hold(input.length, () -> read(input));
    }

    private static void read(byte[] input) {
        RecordReader reader = new RecordReader(CRYPTO, Recorder.none());
        if ((input[0] & 1) != 0) {
            Derivation derivation = new Derivation(CRYPTO, HashAlgorithm.SHA256, Recorder.none());
            reader.install(
                    TrafficSecret.of(derivation, Side.CLIENT, Epoch.APPLICATION, new byte[32])
                            .keys(CipherSuite.TLS_AES_128_GCM_SHA256),
                    Epoch.APPLICATION);
        }
        HandshakeJoiner joiner = new HandshakeJoiner(1 << 16);
        ByteBuffer wire = ByteBuffer.wrap(input, 1, input.length - 1);
        ByteBuffer data = ByteBuffer.allocate((input[0] & 2) != 0 ? 64 : 1 << 15);
        long read = 0;
        while (true) {
            int before = wire.remaining();
            boolean waiting = reader.pending() > 0;
            RecordReader.Outcome outcome = reader.read(wire, data.clear());
            if (outcome == RecordReader.Outcome.NEEDS_INPUT) {
                break;
            }
            Laws.law(wire.remaining() < before || waiting, "it reads on the spot");
            read += data.position();
            if (outcome == RecordReader.Outcome.CONTENT && reader.type().equals(ContentType.HANDSHAKE)) {
                joiner.add(reader.content());
                while (joiner.next().isPresent()) {
                    read++;
                }
            }
        }
        Laws.law(read <= input.length, "more came out than went in");
    }
}
