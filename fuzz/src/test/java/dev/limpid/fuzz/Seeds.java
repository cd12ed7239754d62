// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.fuzz;

import dev.limpid.TlsConnection;
import dev.limpid.fuzz.Script.Line;
import dev.limpid.fuzz.Script.Verb;
import dev.limpid.observe.Side;
import dev.limpid.registry.NamedGroup;
import dev.limpid.session.ClientSession;
import dev.limpid.session.Session;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair.End;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What fuzzing starts from: real conversations with {@link GlassCrypto}, real certificates and files. By target, then by name. */
final class Seeds {
    /** The conversations, by what is special about them. */
    static final Map<String, Integer> CHOICES = Map.of(
            "full",
            0,
            "alpn",
            Victim.ALPN,
            "retried",
            Victim.RETRIES,
            "certificate-asked",
            Victim.WANTS_CERTIFICATE,
            "certificate-shown",
            Victim.WANTS_CERTIFICATE | Victim.HAS_CERTIFICATE,
            "everything",
            Victim.WANTS_CERTIFICATE | Victim.HAS_CERTIFICATE | Victim.RETRIES | Victim.ALPN);

    private final Map<String, Map<String, byte[]>> byTarget = new LinkedHashMap<>();

    private Seeds() {}

    /** Makes them all. */
    static Map<String, Map<String, byte[]>> make() {
        Seeds seeds = new Seeds();
        CHOICES.forEach(seeds::conversation);
        for (TestKey kind : TestKey.values()) {
            seeds.certificate(kind);
        }
        for (String name :
                List.of("shop.lab", "xn--bcher-kva.example.", "192.0.2.1", "[2001:db8::1]", "a_b.c", "*.lab")) {
            seeds.add("NameFuzzTest", name.replaceAll("[^a-z0-9]", "-"), name.getBytes(StandardCharsets.UTF_8));
        }
        seeds.remembered();
        return seeds.byTarget;
    }

    private void remembered() {
        Session session = Remembered.session();
        Bytes ticket = Remembered.TICKETS.issue(session).orElseThrow();
        add("TicketFuzzTest", "ticket", ticket.toArray());
        add("SessionFuzzTest", "session", new ClientSession(Bytes.ofUtf8("ticket"), session).encode());
        for (Optional<NamedGroup> group : List.of(Optional.of(NamedGroup.X25519), Optional.<NamedGroup>empty())) {
            Bytes cookie = Remembered.cookie(group).seal(Remembered.CRYPTO, Remembered.RETRY);
            add("CookieFuzzTest", group.isPresent() ? "group" : "cookie-alone", cookie.toArray());
        }
    }

    private void conversation(String name, int choice) {
        End client = new End(TlsConnection.client(Victim.client(choice), Lab.NAME));
        End server = new End(TlsConnection.server(Victim.server(choice)));
        Flight fromClient = new Flight();
        Flight fromServer = new Flight();
        Bytes records = Bytes.EMPTY;
        for (int round = 0; round < 4; round++) {
            Bytes said = client.take();
            records = records.then(said);
            fromClient.add(said);
            server.receive(said);
            Bytes answered = server.take();
            fromServer.add(answered);
            client.receive(answered);
        }
        for (End end : List.of(client, server)) {
            Flight flight = end.equals(client) ? fromClient : fromServer;
            end.connection().updateKeys(true);
            flight.add(end.seal(Bytes.ofUtf8("data")));
            end.connection().closeWrite();
            flight.add(end.take());
        }
        add("ServerFuzzTest", name, script(choice, fromClient));
        add("ClientFuzzTest", name, script(choice, fromServer));
        add("RecordFuzzTest", name, Bytes.of((byte) 0).then(records).toArray());
        for (Side side : Side.values()) {
            int number = 0;
            for (Bytes message : (side == Side.CLIENT ? fromClient : fromServer).messages()) {
                add("CodecFuzzTest", name + "-" + side + "-" + number++, message.toArray());
            }
        }
    }

    /** The application acts before the peer closes. */
    private static byte[] script(int choice, Flight flight) {
        List<Line> lines = flight.lines();
        lines.add(lines.size() - 1, new Line(Verb.ACT, Bytes.of((byte) 4, (byte) 'd')));
        lines.add(lines.size() - 1, new Line(Verb.ACT, Bytes.of((byte) 2)));
        return new Script(choice, lines).encode();
    }

    private void certificate(TestKey kind) {
        TestCertificate certificate =
                Lab.INTERMEDIATE.leaf("shop.lab").key(kind).issue();
        String name = kind.name().toLowerCase(Locale.ROOT);
        add("CertificateFuzzTest", name, certificate.der().toArray());
        add(
                "CertificateFuzzTest",
                name + "-key",
                certificate.certificate().getPublicKey().getEncoded());
        add(
                "KeyFileFuzzTest",
                name + "-pem",
                (certificate.keyPem() + certificate.chainPem()).getBytes(StandardCharsets.US_ASCII));
        add("KeyFileFuzzTest", name + "-der", certificate.privateKey().getEncoded());
    }

    private void add(String target, String name, byte[] seed) {
        byTarget.computeIfAbsent(target, key -> new LinkedHashMap<>()).put(name, seed);
    }
}
