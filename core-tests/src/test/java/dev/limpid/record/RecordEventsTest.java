// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.PaddingPolicy;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.Side;
import dev.limpid.registry.ContentType;
import dev.limpid.testkit.FixedTime;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordEventsTest {
    private final List<Event> events = new ArrayList<>();

    @Test
    void tellsOfEachRecordWhoWantsThem() {
        RecordWriter writer =
                new RecordWriter(Channel.CRYPTO, recorder(true), RecordLimits.STANDARD, (type, length) -> 10);
        RecordReader reader = new RecordReader(Channel.CRYPTO, recorder(true));
        ByteBuffer wire = ByteBuffer.allocate(500);
        writer.write(ContentType.HANDSHAKE, ByteBuffer.allocate(7), wire);
        writer.writeChangeCipherSpec(wire);
        writer.install(Channel.keys(Channel.SUITE, 1), Epoch.APPLICATION);
        writer.write(ContentType.APPLICATION_DATA, ByteBuffer.allocate(20), wire);
        assertThat(events)
                .containsExactly(
                        new Event.RecordSeen(Side.CLIENT, ContentType.HANDSHAKE, Epoch.INITIAL, 12, 7),
                        new Event.RecordSeen(Side.CLIENT, ContentType.CHANGE_CIPHER_SPEC, Epoch.INITIAL, 6, 1),
                        new Event.RecordSeen(
                                Side.CLIENT,
                                ContentType.APPLICATION_DATA,
                                Epoch.APPLICATION,
                                5 + 20 + 1 + 10 + 16,
                                20));

        events.clear();
        wire.flip();
        reader.read(wire, ByteBuffer.allocate(0));
        reader.install(Channel.keys(Channel.SUITE, 1), Epoch.APPLICATION);
        reader.read(wire, ByteBuffer.allocate(0));
        reader.read(wire, ByteBuffer.allocate(100));
        assertThat(events)
                .as("the reader's records are the peer's")
                .containsExactly(
                        new Event.RecordSeen(Side.SERVER, ContentType.HANDSHAKE, Epoch.INITIAL, 12, 7),
                        new Event.RecordSeen(Side.SERVER, ContentType.CHANGE_CIPHER_SPEC, Epoch.INITIAL, 6, 1),
                        new Event.RecordSeen(
                                Side.SERVER,
                                ContentType.APPLICATION_DATA,
                                Epoch.APPLICATION,
                                5 + 20 + 1 + 10 + 16,
                                20));
    }

    @Test
    void tellsNobodyElse() {
        RecordWriter writer =
                new RecordWriter(Channel.CRYPTO, recorder(false), RecordLimits.STANDARD, PaddingPolicy.NONE);
        ByteBuffer wire = ByteBuffer.allocate(500);
        writer.write(ContentType.HANDSHAKE, ByteBuffer.allocate(7), wire);
        new RecordReader(Channel.CRYPTO, recorder(false)).read(wire.flip(), ByteBuffer.allocate(0));
        assertThat(events).isEmpty();
    }

    private Recorder recorder(boolean records) {
        Observer observer = new Observer() {
            @Override
            public void on(long nanos, Event event) {
                events.add(event);
            }

            @Override
            public boolean wantsRecords() {
                return records;
            }
        };
        return new Recorder(Side.CLIENT, FixedTime.NOON, observer, null);
    }
}
