// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.fuzz;

import dev.limpid.TlsConnection;
import dev.limpid.alert.AlertDescription;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.fuzz.Script.Line;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.registry.ContentType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.FakeLab;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A connection to which a {@link Script} is played, under the keys that it expects. */
final class Victim {
    // What a choice is made of
    static final int WANTS_CERTIFICATE = 1;
    static final int HAS_CERTIFICATE = 2;
    static final int RETRIES = 4;
    static final int ALPN = 8;
    private static final List<NamedGroup> GROUPS = List.of(NamedGroup.X25519, NamedGroup.SECP256R1);

    private static final Map<Integer, ClientConfig> CLIENTS = new HashMap<>();
    private static final Map<Integer, ServerConfig> SERVERS = new HashMap<>();
    private static final int CHOICES = 16;

    private final Side side;
    private final Pair.End end;
    private boolean listensUnderKeys;
    private boolean finishedChecked;
    private boolean signatureChecked;
    private int errorAlerts;

    private Victim(Side side, int choice) {
        this.side = side;
        this.end = new Pair.End(
                side == Side.CLIENT
                        ? TlsConnection.client(
                                CLIENTS.computeIfAbsent(choice % CHOICES, Victim::client), Lab.NAME, this::on)
                        : TlsConnection.server(SERVERS.computeIfAbsent(choice % CHOICES, Victim::server), this::on));
    }

    /** Plays {@code script} to a new connection of {@code side}. */
    static Victim of(Side side, Script script) {
        Victim victim = new Victim(side, script.choice());
        victim.end.take();
        for (Line line : script.lines()) {
            victim.take(line);
            victim.end.take();
        }
        victim.check();
        return victim;
    }

    static ClientConfig client(int choice) {
        ClientConfig.Builder client = ClientConfig.builder(new GlassCrypto(), FixedTime.NOON, FakeLab.TRUSTING)
                .groups(GROUPS)
                .keyShares(GROUPS.subList(0, 1))
                .alpn(has(choice, ALPN) ? List.of("h2", "http/1.1") : List.of());
        return (has(choice, HAS_CERTIFICATE) ? client.credentials(FakeLab.clientCredentials()) : client).build();
    }

    static ServerConfig server(int choice) {
        ServerConfig.Builder server = ServerConfig.builder(
                        new GlassCrypto(), FixedTime.NOON, FakeLab.serverCredentials())
                .groups(has(choice, RETRIES) ? GROUPS.subList(1, 2) : GROUPS)
                .alpn(has(choice, ALPN) ? List.of("http/1.1") : List.of());
        return (has(choice, WANTS_CERTIFICATE)
                        ? server.clientAuthentication(ClientAuthentication.WANT, FakeLab.TRUSTING)
                        : server)
                .build();
    }

    /** Whether the handshake was completed, whatever came later. */
    boolean wasEstablished() {
        return end.connection().facts().isPresent();
    }

    @Override
    public String toString() {
        return side + " " + end.describe();
    }

    private static boolean has(int choice, int bit) {
        return (choice & bit) != 0;
    }

    private void on(long nanos, Event event) {
        switch (event) {
            case Event.KeysInstalled installed when installed.sender() != side -> listensUnderKeys = true;
            case Event.FinishedChecked checked -> finishedChecked = true;
            case Event.SignatureChecked checked -> signatureChecked = true;
            case Event.AlertSeen seen when seen.sender() == side && isError(seen) -> errorAlerts++;
            default -> {
                // The rest is not for the laws
            }
        }
    }

    private static boolean isError(Event.AlertSeen seen) {
        return !seen.alert().description().equals(AlertDescription.CLOSE_NOTIFY)
                && !seen.alert().description().equals(AlertDescription.USER_CANCELED);
    }

    private void take(Line line) {
        switch (line.verb()) {
            case MESSAGE -> end.receive(records(ContentType.HANDSHAKE, message(line.content())));
            case CRUMBS -> crumble(message(line.content()));
            case ALERT -> end.receive(records(ContentType.ALERT, line.content()));
            case CHANGE_CIPHER_SPEC -> end.receive(record(ContentType.CHANGE_CIPHER_SPEC.code(), line.content()));
            case DATA -> end.receive(records(ContentType.APPLICATION_DATA, line.content()));
            case HANDSHAKE -> end.receive(records(ContentType.HANDSHAKE, line.content()));
            case RAW -> end.receive(line.content());
            case ACT -> act(line.content());
        }
    }

    /** Type and body, with the length between them. */
    private static Bytes message(Bytes content) {
        if (content.isEmpty()) {
            return content;
        }
        return WireWriter.encode(w -> w.uint8(content.at(0)).uint24(content.length() - 1))
                .then(content.from(1));
    }

    private void crumble(Bytes message) {
        for (int at = 0; at < Math.min(message.length(), 2000); at++) {
            end.receive(records(ContentType.HANDSHAKE, message.slice(at, 1)));
        }
    }

    private Bytes records(ContentType type, Bytes content) {
        Bytes all = Bytes.EMPTY;
        Bytes rest = content;
        do {
            Bytes fragment = rest.slice(0, Math.min(rest.length(), 1 << 14));
            rest = rest.from(fragment.length());
            all = all.then(
                    listensUnderKeys
                            ? record(
                                    ContentType.APPLICATION_DATA.code(),
                                    fragment.then(Bytes.of((byte) type.code()))
                                            .then(Bytes.wrap(new byte[GlassCrypto.TAG])))
                            : record(type.code(), fragment));
        } while (!rest.isEmpty());
        return all;
    }

    private static Bytes record(int type, Bytes content) {
        return WireWriter.encode(w -> w.uint8(type).uint16(0x0303).uint16(content.length()))
                .then(content);
    }

    private void act(Bytes content) {
        if (!end.connection().isWritable()) {
            return;
        }
        switch (content.isEmpty() ? 0 : content.at(0) % 4) {
            case 0 -> end.seal(content);
            case 1 -> end.connection().updateKeys(false);
            case 2 -> end.connection().updateKeys(true);
            default -> end.connection().closeWrite();
        }
    }

    private void check() {
        end.failure().flatMap(failure -> failure.violation()).ifPresent(Laws::blameless);
        Laws.law(errorAlerts <= 1, "more than one alert");
        if (wasEstablished()) {
            Laws.law(finishedChecked, "established without Finished");
            Laws.law(side == Side.SERVER || signatureChecked, "a server that proved nothing");
        }
        Laws.law(!end.describe().isEmpty(), "no words");
    }
}
