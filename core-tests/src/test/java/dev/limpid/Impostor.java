// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.keyschedule.Derivation;
import dev.limpid.keyschedule.TrafficKeys;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeJoiner;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.message.RawMessage;
import dev.limpid.message.ServerHello;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.SecretKind;
import dev.limpid.observe.Side;
import dev.limpid.record.HandMadeRecords;
import dev.limpid.record.RecordProtection;
import dev.limpid.record.RecordReader;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair.End;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Stands in the wire before one end, its victim. It holds the victim's secrets, so it can read what the victim says and speak
 * under whatever keys the victim expects just now: any message, any record, rightly protected.
 */
final class Impostor {
    static final SecretAccess TOKEN = SecretAccess.dangerouslyRevealingSecrets();

    private static final Set<HandshakeType> CHANGES_KEYS =
            Set.of(HandshakeType.END_OF_EARLY_DATA, HandshakeType.KEY_UPDATE);
    private final Side victimSide;
    private final End victim;
    private final List<Event> events = new ArrayList<>();
    private final List<Bytes> secrets = new ArrayList<>();
    private final Map<String, Bytes> traffic = new HashMap<>();
    private final Deque<Keys> victimsKeys = new ArrayDeque<>();
    private final RecordReader reader = new RecordReader(Lab.CRYPTO, Recorder.none());
    private final HandshakeJoiner joiner = new HandshakeJoiner(1 << 20);
    private boolean finished;
    private Optional<RecordProtection> protection = Optional.empty();
    private int mostContent = 1 << 14;
    private CipherSuite suite = CipherSuite.TLS_AES_128_GCM_SHA256;

    private record Keys(Epoch epoch, long generation) {}

    /** A content that the victim sent, out of its record; handshake messages are joined and parted. */
    record Said(ContentType type, Bytes content) {
        boolean is(HandshakeType handshakeType) {
            return type.equals(ContentType.HANDSHAKE) && content.at(0) == handshakeType.code();
        }

        HandshakeMessage message() {
            return HandshakeCodec.decode(new RawMessage(new HandshakeType(content.at(0)), content));
        }
    }

    private Impostor(Side side, Function<Observer, TlsConnection> connection) {
        this.victimSide = side;
        this.victim = new End(connection.apply(this::on));
    }

    static Impostor before(ClientConfig.Builder client) {
        ClientConfig config = client.secretAccess(TOKEN).build();
        return new Impostor(Side.CLIENT, observer -> TlsConnection.client(config, Lab.NAME, observer));
    }

    static Impostor before(ServerConfig.Builder server) {
        ServerConfig config = server.secretAccess(TOKEN).build();
        return new Impostor(Side.SERVER, observer -> TlsConnection.server(config, observer));
    }

    End victim() {
        return victim;
    }

    /** The state of appendix A that the victim waits in; after a HelloRetryRequest with a 2 behind it. */
    String state() {
        String name = "";
        for (Event event : events) {
            if (event instanceof Event.StateEntered(String entered)) {
                name = entered.replace(" (after HelloRetryRequest)", "_2");
                name = entered.equals("WAIT_SH") && wasRetried() ? "WAIT_SH_2" : name;
            }
        }
        return name;
    }

    private boolean wasRetried() {
        return events.stream()
                .anyMatch(event ->
                        event instanceof Event.MessageSeen seen && seen.message() instanceof HelloRetryRequest);
    }

    List<Event> events() {
        return events;
    }

    /** Every secret that the victim ever had. */
    List<Bytes> secrets() {
        return secrets;
    }

    /** What the victim has to say, opened. */
    List<Said> listen() {
        return open(victim.take());
    }

    /** Records of the victim, opened. */
    List<Said> open(Bytes records) {
        List<Said> said = new ArrayList<>();
        ByteBuffer wire = records.toBuffer();
        ByteBuffer data = ByteBuffer.allocate(2 * TlsConnection.RECORD_BUFFER);
        while (wire.hasRemaining()) {
            boolean looksProtected = wire.get(wire.position()) == ContentType.APPLICATION_DATA.code();
            if (looksProtected && !reader.isProtected()) {
                nextKeys();
            }
            RecordReader.Outcome outcome = reader.read(wire, data.clear());
            if (outcome == RecordReader.Outcome.NEEDS_INPUT) {
                throw new AssertionError("half a record");
            }
            if (outcome == RecordReader.Outcome.APPLICATION_DATA) {
                said.add(new Said(ContentType.APPLICATION_DATA, Bytes.of(data.flip())));
            } else if (reader.type().equals(ContentType.HANDSHAKE)) {
                joiner.add(reader.content());
                for (Optional<RawMessage> next = joiner.next(); next.isPresent(); next = joiner.next()) {
                    said.add(new Said(ContentType.HANDSHAKE, next.get().bytes()));
                    HandshakeType type = next.get().type();
                    // The Finished of an authentication after the handshake changes nothing
                    boolean first = type.equals(HandshakeType.FINISHED) && !finished;
                    finished |= first;
                    if (first || CHANGES_KEYS.contains(type)) {
                        nextKeys();
                    }
                }
            } else {
                said.add(new Said(reader.type(), reader.content()));
            }
        }
        return said;
    }

    /** Speaks in protected records with no more content than that. */
    void cutTo(int content) {
        mostContent = content;
    }

    /** Says {@code content} under the keys that the victim expects, in as few records as may be. */
    void say(ContentType type, Bytes content) {
        victim.receive(record(type, content));
    }

    void say(HandshakeMessage message) {
        say(ContentType.HANDSHAKE, HandshakeCodec.encode(message));
    }

    /** Repeats what somebody else said, each message in a record of its own. */
    void repeat(List<Said> said) {
        said.forEach(each -> {
            if (each.type().equals(ContentType.CHANGE_CIPHER_SPEC)) {
                victim.receive(HandMadeRecords.plain(20, 0x0303, each.content()));
            } else {
                say(each.type(), each.content());
            }
        });
    }

    Bytes record(ContentType type, Bytes content) {
        Bytes records = Bytes.EMPTY;
        Bytes rest = content;
        do {
            Bytes fragment = rest.slice(0, Math.min(rest.length(), protection.isPresent() ? mostContent : 1 << 14));
            rest = rest.from(fragment.length());
            records = records.then(
                    protection.isPresent()
                            ? sealed(HandMadeRecords.inner(fragment, type, 0))
                            : HandMadeRecords.plain(type.code(), 0x0303, fragment));
        } while (!rest.isEmpty());
        return records;
    }

    /** A protected record with exactly this TLSInnerPlaintext. */
    Bytes sealed(Bytes inner) {
        return HandMadeRecords.sealed(protection.orElseThrow(), inner);
    }

    private void on(long nanos, Event event) {
        events.add(event);
        if (event instanceof Event.SecretDerived derived) {
            Bytes secret = Bytes.wrap(derived.secret().reveal(TOKEN));
            secrets.add(secret);
            traffic.put(derived.kind() + " " + derived.generation(), secret);
        } else if (event instanceof Event.MessageSeen seen && seen.message() instanceof ServerHello hello) {
            suite = hello.cipherSuite();
        } else if (event instanceof Event.EarlyDataDecided decided && !decided.accepted()) {
            victimsKeys.remove(new Keys(Epoch.EARLY_DATA, 0));
        } else if (event instanceof Event.KeysInstalled(Side sender, Epoch epoch, long generation)) {
            if (sender == victimSide) {
                victimsKeys.add(new Keys(epoch, generation));
            } else {
                protection = Optional.of(RecordProtection.of(Lab.CRYPTO, keys(sender, epoch, generation)));
            }
        }
    }

    private void nextKeys() {
        Keys next = victimsKeys.remove();
        reader.install(keys(victimSide, next.epoch(), next.generation()), next.epoch());
    }

    private TrafficKeys keys(Side sender, Epoch epoch, long generation) {
        SecretKind kind =
                SecretKind.valueOf(sender.name() + "_" + epoch.name().replace("EARLY_DATA", "EARLY") + "_TRAFFIC");
        Bytes secret = traffic.get(kind + " " + generation);
        Derivation derivation = new Derivation(Lab.CRYPTO, suite.hash().orElseThrow(), Recorder.none());
        return TrafficSecret.of(derivation, sender, epoch, secret.toArray()).keys(suite);
    }
}
