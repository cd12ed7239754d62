// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.PaddingPolicy;
import dev.limpid.config.RecordPolicy;
import dev.limpid.config.RecordRamp;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.RecordSizeLimit;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Side;
import dev.limpid.observe.TimeSource;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.ExtensionType;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the records of a connection get: limits of both sides, padding, and short records at first. */
class RecordSizeTest {
    private static final Bytes DATA = Bytes.wrap(new byte[40_000]);
    private static final int TAG = 16;

    private final List<Event> client = new ArrayList<>();
    private final List<Event> server = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"64, 16385", "16385, 64", "100, 1000", "16384, 16385", "16385, 16385"})
    void eachSideKeepsToTheOthersLimit(int ofClient, int ofServer) {
        Pair pair = pair(
                Lab.client().records(RecordPolicy.DEFAULT.withSizeLimit(ofClient)),
                Lab.server().records(RecordPolicy.DEFAULT.withSizeLimit(ofServer)));
        exchange(pair);
        assertThat(longest(client, Side.SERVER)).as("handshake included").isEqualTo(ofClient);
        assertThat(longestOf(ContentType.APPLICATION_DATA, server, Side.CLIENT)).isEqualTo(ofServer);
        assertThat(longest(server, Side.CLIENT)).isEqualTo(ofServer);
    }

    @ParameterizedTest
    @ValueSource(ints = {16386, 65535})
    void aServerTakesALimitBeyondTheProtocolsAsNone(int limit) {
        Relay relay = Scenario.PLAIN.relay();
        Misdeed hello = Misdeed.<dev.limpid.message.ClientHello>changed(
                "a limit of the future",
                dev.limpid.alert.Violation.BAD_RECORD_SIZE_LIMIT,
                () -> relay,
                Side.SERVER,
                dev.limpid.registry.HandshakeType.CLIENT_HELLO,
                h -> h.withExtensions(h.extensions().replace(new RecordSizeLimit(limit))));
        Impostor impostor = hello.act().get();
        assertThat(impostor.victim().failure()).isEmpty();
        assertThat(impostor.listen()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 2048, 4096})
    void maxFragmentLengthHoldsForBothSidesAndForServerHello(int length) {
        Pair pair = pair(
                Lab.client().records(RecordPolicy.DEFAULT.withoutSizeLimit()).maxFragmentLength(length), Lab.server());
        exchange(pair);
        assertThat(longest(client, Side.SERVER)).isEqualTo(length + 1);
        assertThat(longest(server, Side.CLIENT)).isEqualTo(length + 1);
        assertThat(client)
                .filteredOn(event -> plain(event, Side.SERVER))
                .allSatisfy(event ->
                        assertThat(((Event.RecordSeen) event).contentLength()).isLessThanOrEqualTo(length));
        assertThat(chosen(client)).singleElement().satisfies(choice -> {
            assertThat(choice.chosen()).isEqualTo(length + " bytes");
            assertThat(choice.reason()).contains("max_fragment_length");
        });
    }

    @Test
    void recordSizeLimitWinsOverMaxFragmentLength() {
        exchange(pair(Lab.client().maxFragmentLength(512), Lab.server()));
        assertThat(longest(client, Side.SERVER)).isEqualTo(16385);
        assertThat(chosen(client)).isEmpty();
    }

    @Test
    void maxFragmentLengthCountsWhereTheServerDoesNotReadRecordSizeLimit() {
        exchange(pair(
                Lab.client().maxFragmentLength(512), Lab.server().records(RecordPolicy.DEFAULT.withoutSizeLimit())));
        assertThat(longest(client, Side.SERVER)).isEqualTo(513);
        assertThat(longest(server, Side.CLIENT)).isEqualTo(513);
    }

    @Test
    void withoutEitherRecordsAreFull() {
        exchange(pair(
                Lab.client().records(RecordPolicy.DEFAULT.withoutSizeLimit()),
                Lab.server().records(RecordPolicy.DEFAULT.withSizeLimit(64))));
        assertThat(longest(server, Side.CLIENT)).isEqualTo(16385);
    }

    @Test
    void whatWasAgreedIsTold() {
        exchange(pair(
                Lab.client().records(RecordPolicy.DEFAULT.withSizeLimit(1000)),
                Lab.server().records(RecordPolicy.DEFAULT.withSizeLimit(2000))));
        assertThat(chosen(client)).extracting(Choice::chosen).containsExactly("2000 bytes");
        assertThat(chosen(server)).extracting(Choice::chosen).containsExactly("1000 bytes");
    }

    @Test
    void bothSidesSayByDefaultThatTheyTakeEverything() {
        exchange(pair(Lab.client(), Lab.server()));
        assertThat(client)
                .filteredOn(event -> event instanceof Event.MessageSeen seen
                        && seen.message() instanceof dev.limpid.message.EncryptedExtensions)
                .singleElement()
                .satisfies(event -> assertThat(
                                ((dev.limpid.message.EncryptedExtensions) ((Event.MessageSeen) event).message())
                                        .extensions()
                                        .find(ExtensionType.RECORD_SIZE_LIMIT))
                        .contains(new RecordSizeLimit(16385)));
    }

    @Test
    void paddingNeverExceedsThePeersLimit() {
        //= R5.4-6
        RecordPolicy padded = RecordPolicy.DEFAULT.withPadding(PaddingPolicy.toAtLeast(1 << 14));
        exchange(pair(
                Lab.client().records(RecordPolicy.DEFAULT.withSizeLimit(200)),
                Lab.server().records(padded)));
        assertThat(client)
                .filteredOn(event -> sealed(event, Side.SERVER))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(inner(event))
                        .as("every record is as long as it may be: %s", event)
                        .isEqualTo(200));
    }

    @Test
    void aPolicyPadsHandshakeMessagesAndAlertsTooUnlessItIsForDataAlone() {
        //= R5.4-2
        PaddingPolicy blocks = PaddingPolicy.toMultipleOf(512);
        Pair all = pair(Lab.client().records(RecordPolicy.DEFAULT.withPadding(blocks)), Lab.server());
        exchange(all);
        all.client().connection().closeWrite();
        all.run();
        assertThat(server)
                .filteredOn(event -> sealed(event, Side.CLIENT))
                .extracting(event -> ((Event.RecordSeen) event).type())
                .contains(ContentType.HANDSHAKE, ContentType.ALERT, ContentType.APPLICATION_DATA);
        assertThat(server)
                .filteredOn(event -> sealed(event, Side.CLIENT))
                .allSatisfy(event -> assertThat((inner(event) - 1) % 512).isZero());

        server.clear();
        Pair data =
                pair(Lab.client().records(RecordPolicy.DEFAULT.withPadding(blocks.forApplicationData())), Lab.server());
        exchange(data);
        assertThat(server).filteredOn(event -> sealed(event, Side.CLIENT)).allSatisfy(event -> {
            Event.RecordSeen seen = (Event.RecordSeen) event;
            assertThat(inner(event) > seen.contentLength() + 1)
                    .isEqualTo(seen.type().equals(ContentType.APPLICATION_DATA) && seen.contentLength() % 512 != 0);
        });
    }

    @Test
    void recordsGrowAfterTheRampAndShrinkAfterAPause() {
        Clock clock = new Clock();
        RecordPolicy ramped = RecordPolicy.DEFAULT.withRamp(new RecordRamp(1000, 3000, Duration.ofSeconds(1)));
        ServerConfig.Builder server = ServerConfig.builder(
                        Lab.CRYPTO, clock, dev.limpid.identity.Credentials.of(Lab.SHOP.credential()))
                .records(ramped);
        Pair pair = pair(Lab.client(), server);

        assertThat(sent(pair, 40_000)).containsExactly(1000, 1000, 1000, 16384, 16384, 4232);
        clock.nanos += Duration.ofMillis(999).toNanos();
        assertThat(sent(pair, 20_000)).as("no pause yet").containsExactly(16384, 3616);
        clock.nanos += Duration.ofSeconds(1).toNanos();
        assertThat(sent(pair, 2_500)).containsExactly(1000, 1000, 500);
        assertThat(sent(pair, 20_000)).containsExactly(1000, 16384, 2616);
    }

    @Test
    void whatThisSideSendsAtMostHoldsAlone() {
        exchange(pair(Lab.client().records(RecordPolicy.DEFAULT.withMostContent(700)), Lab.server()));
        assertThat(longest(server, Side.CLIENT)).isEqualTo(701);
        assertThat(longest(client, Side.SERVER)).isEqualTo(16385);
    }

    @Test
    void aPolicyOutOfRangeIsRefused() {
        for (int limit : new int[] {-1, 0, 63, 16386}) {
            assertThatThrownBy(() -> RecordPolicy.DEFAULT.withSizeLimit(limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (int most : new int[] {0, 16385}) {
            assertThatThrownBy(() -> RecordPolicy.DEFAULT.withMostContent(most))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new RecordRamp(63, 1, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecordRamp(64, 0, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecordRamp(64, 1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PaddingPolicy.toAtLeast(0)).isInstanceOf(IllegalArgumentException.class);
        for (int length : new int[] {0, 511, 513, 8192, 16384}) {
            assertThatThrownBy(() -> Lab.client().maxFragmentLength(length))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Lab.client().maxFragmentLength(512).build().toBuilder()
                        .build()
                        .maxFragmentLength())
                .isEqualTo(OptionalInt.of(512));
    }

    private Pair pair(ClientConfig.Builder clientConfig, ServerConfig.Builder serverConfig) {
        return new Pair(clientConfig.build(), serverConfig.build(), Lab.NAME, records(client), records(server))
                .handshake();
    }

    private static Observer records(List<Event> events) {
        return new Observer() {
            @Override
            public void on(long nanos, Event event) {
                events.add(event);
            }

            @Override
            public boolean wantsRecords() {
                return true;
            }
        };
    }

    private static void exchange(Pair pair) {
        pair.server().receive(pair.client().seal(DATA));
        pair.client().receive(pair.server().seal(DATA));
        assertThat(pair.server().received()).isEqualTo(DATA);
        assertThat(pair.client().received()).isEqualTo(DATA);
    }

    private List<Integer> sent(Pair pair, int length) {
        client.clear();
        ByteBuffer wire = ByteBuffer.allocate(100_000);
        pair.server().connection().seal(ByteBuffer.allocate(length), wire);
        pair.client().receive(Bytes.of(wire.flip()));
        return client.stream()
                .map(event -> ((Event.RecordSeen) event).contentLength())
                .toList();
    }

    private static List<Choice> chosen(List<Event> events) {
        return events.stream()
                .filter(event -> event instanceof Event.Chosen)
                .map(event -> ((Event.Chosen) event).choice())
                .filter(choice -> choice.subject() == Choice.Subject.RECORD_SIZE)
                .toList();
    }

    private static int longest(List<Event> events, Side sender) {
        return events.stream()
                .filter(event -> sealed(event, sender))
                .mapToInt(RecordSizeTest::inner)
                .max()
                .orElseThrow();
    }

    private static int longestOf(ContentType type, List<Event> events, Side sender) {
        return events.stream()
                .filter(event -> sealed(event, sender)
                        && ((Event.RecordSeen) event).type().equals(type))
                .mapToInt(RecordSizeTest::inner)
                .max()
                .orElseThrow();
    }

    private static boolean sealed(Event event, Side sender) {
        return event instanceof Event.RecordSeen seen && seen.sender() == sender && seen.epoch() != Epoch.INITIAL;
    }

    private static boolean plain(Event event, Side sender) {
        return event instanceof Event.RecordSeen seen && seen.sender() == sender && seen.epoch() == Epoch.INITIAL;
    }

    private static int inner(Event event) {
        return ((Event.RecordSeen) event).length() - 5 - TAG;
    }

    private static final class Clock implements TimeSource {
        private long nanos;

        @Override
        public Instant now() {
            return dev.limpid.testkit.FixedTime.NOON.now();
        }

        @Override
        public long nanoTime() {
            return nanos;
        }
    }
}
