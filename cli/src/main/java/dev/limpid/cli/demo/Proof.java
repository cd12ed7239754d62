// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.demo;

import dev.limpid.cli.tap.Tap;
import dev.limpid.inspect.KeyComparison;
import dev.limpid.inspect.Story;
import dev.limpid.message.ClientHello;
import dev.limpid.observe.Event;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.Side;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a connection of the demo shows, checked rather than said. */
public final class Proof {
    private final List<Claim> claims = new ArrayList<>();

    /** A sentence, and whether it is true. */
    public record Claim(boolean holds, String sentence) {}

    Proof() {}

    /** Of the first connection, in which everything is new. */
    public static Proof of(Meeting meeting) {
        Proof proof = new Proof();
        proof.sameSecrets(meeting);
        proof.neverSent(meeting.client(), meeting.server(), meeting.wire());
        proof.checkedHere(meeting.client().story());
        proof.answered(meeting);
        return proof;
    }

    /** Sentence by sentence. */
    public List<Claim> claims() {
        return List.copyOf(claims);
    }

    /** Whether every sentence is true. */
    public boolean holds() {
        return claims.stream().allMatch(Claim::holds);
    }

    void sameSecrets(Meeting meeting) {
        KeyComparison comparison = meeting.keys();
        long same = comparison.count(KeyComparison.Result.SAME);
        boolean all = comparison.allSame() && same == comparison.rows().size();
        claim(all, "both sides computed the same " + same + " secrets, each for itself");
    }

    /** Looks for every secret in every byte, and for something public, to know that looking works. */
    private void neverSent(Meeting.End client, Meeting.End server, Tap wire) {
        byte[] sent = wire.sent();
        byte[] received = wire.received();
        Optional<byte[]> a =
                PrivateValue.of(Side.CLIENT, client.story(), client.given().given());
        Optional<byte[]> b =
                PrivateValue.of(Side.SERVER, server.story(), server.given().given());
        claim(a.isPresent() && b.isPresent(), "a and b are known here: aG and bG are what the two hellos carry");
        List<byte[]> secrets = new ArrayList<>();
        for (Meeting.End end : List.of(client, server)) {
            secrets.addAll(end.secrets().values().values());
            secrets.addAll(end.given().given());
        }
        a.map(PrivateValue::clamped).ifPresent(secrets::add);
        b.map(PrivateValue::clamped).ifPresent(secrets::add);
        secrets.addAll(halves(secrets));
        boolean found = secrets.stream().anyMatch(s -> contains(sent, s) || contains(received, s));
        boolean control = clientRandom(client.story())
                .filter(r -> contains(sent, r.toArray()))
                .isPresent();
        claim(
                !found && control && !secrets.isEmpty(),
                String.format(
                        Locale.ROOT,
                        "neither a, b, abG nor any secret made of them is among the %,d bytes that crossed the wire",
                        sent.length + received.length));
    }

    /** A hybrid's secret is two secrets in a row. */
    private static List<byte[]> halves(List<byte[]> secrets) {
        List<byte[]> halves = new ArrayList<>();
        for (byte[] secret : secrets) {
            if (secret.length == 64) {
                halves.add(Arrays.copyOfRange(secret, 0, 32));
                halves.add(Arrays.copyOfRange(secret, 32, 64));
            }
        }
        return halves;
    }

    private static Optional<Bytes> clientRandom(Story story) {
        return story.all(Event.MessageSeen.class).stream()
                .map(Event.MessageSeen::message)
                .filter(ClientHello.class::isInstance)
                .map(m -> ((ClientHello) m).random())
                .findFirst();
    }

    private void checkedHere(Story client) {
        Optional<PathFacts> facts = client.last(Event.PathChecked.class)
                .filter(e -> e.violation().isEmpty())
                .map(Event.PathChecked::facts)
                .filter(f -> f.anchor().isPresent());
        boolean signed = client.first(Event.SignatureChecked.class).isPresent();
        boolean finished = client.first(Event.FinishedChecked.class).isPresent();
        claim(
                facts.isPresent() && signed && finished,
                "the server proved its certificate's key and the same secrets; the CA was not contacted");
    }

    private void answered(Meeting meeting) {
        claim(
                meeting.statuses().equals(List.of(200)) && meeting.isClean(),
                "GET /products went out under the client's write key, 200 came back under the server's, nothing was cut off");
    }

    void claim(boolean holds, String sentence) {
        claims.add(new Claim(holds, sentence));
    }

    /** Whether {@code needle} is somewhere in {@code haystack}. */
    static boolean contains(byte[] haystack, byte[] needle) {
        for (int i = 0; i + needle.length <= haystack.length; i++) {
            if (Arrays.equals(haystack, i, i + needle.length, needle, 0, needle.length)) {
                return needle.length > 0;
            }
        }
        return false;
    }
}
