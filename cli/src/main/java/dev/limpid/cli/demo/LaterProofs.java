// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.demo;

import dev.limpid.crypto.Hash;
import dev.limpid.crypto.Hkdf;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.inspect.Story;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateVerify;
import dev.limpid.message.ServerHello;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.SecretKind;
import dev.limpid.observe.Side;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the demo's later connections show: resumption, early data, new keys. Checked rather than said. */
public final class LaterProofs {
    private LaterProofs() {}

    /** That {@code second} resumes {@code first}, and what of it a stolen ticket key would open. */
    public static Proof ofResumption(Meeting first, Meeting second) {
        Proof proof = new Proof();
        Optional<TicketSecrets> ticket = ticket(first, second);
        proof.sameSecrets(second);
        proof.claim(
                second.client().story().established().filter(f -> f.resumed()).isPresent()
                        && second.messages(Certificate.class).isEmpty()
                        && second.messages(CertificateVerify.class).isEmpty(),
                "no certificate and no signature crossed the wire: the ticket's key takes their place");
        proof.claim(
                ticket.filter(t -> same(second, SecretKind.EARLY_SECRET, t.early())
                                && !crossed(second, t.key())
                                && !crossed(first, t.key()))
                        .isPresent(),
                "the early secret comes from the first connection's resumption secret, computed here once more; the ticket's key"
                        + " never crossed the wire");
        boolean fresh = shared(first).isPresent()
                && shared(second).isPresent()
                && !Arrays.equals(shared(first).get(), shared(second).get());
        proof.claim(fresh, "abG is another one than in the first connection");
        proof.claim(
                ticket.filter(t -> !same(
                                second, SecretKind.HANDSHAKE_SECRET, t.handshakeWithoutExchange(emptyHash(second))))
                        .isPresent(),
                "whoever steals the ticket's key, which opens all of a psk_ke connection, does not get this one's handshake"
                        + " secret from it");
        return proof;
    }

    /**
     * That {@code third} carried early data, that its keys come from the ticket alone, and that it is taken once.
     *
     * @param replayed the server's view of the same first flight, sent again
     */
    public static Proof ofEarlyData(Meeting second, Meeting third, Story replayed) {
        Proof proof = new Proof();
        proof.claim(
                isBefore(third.client().story())
                        && accepted(third.client().story())
                        && accepted(third.server().story()),
                "GET /products was on its way before the server said anything, and the server took it");
        Optional<Bytes> hash = third.client().story().all(Event.SecretDerived.class).stream()
                .filter(e -> e.kind() == SecretKind.CLIENT_EARLY_TRAFFIC)
                .map(Event.SecretDerived::transcriptHash)
                .findFirst();
        proof.claim(
                ticket(second, third)
                        .filter(t -> hash.filter(
                                        h -> same(third, SecretKind.CLIENT_EARLY_TRAFFIC, t.clientEarlyTraffic(h)))
                                .isPresent())
                        .isPresent(),
                "the ticket's key and the ClientHello, which anybody could see, are enough for the early keys: computed here");
        boolean refused =
                replayed.all(Event.EarlyDataDecided.class).stream().noneMatch(Event.EarlyDataDecided::accepted)
                        && replayed.first(Event.EarlyDataDecided.class).isPresent()
                        && replayed.all(Event.ApplicationMessageSeen.class).isEmpty();
        proof.claim(refused, "the recorded first flight was sent once more: " + reason(replayed));
        return proof;
    }

    /** That each direction of {@code third} moved on to generation 1, and that generation 0 is gone. */
    public static Proof ofKeyUpdate(Meeting third) {
        Proof proof = new Proof();
        for (Side side : Side.values()) {
            SecretKind kind =
                    side == Side.CLIENT ? SecretKind.CLIENT_APPLICATION_TRAFFIC : SecretKind.SERVER_APPLICATION_TRAFFIC;
            Optional<byte[]> zero = third.client().secrets().find(kind, 0);
            Optional<byte[]> one = third.client().secrets().find(kind, 1);
            proof.claim(
                    zero.isPresent()
                            && one.filter(o -> !Arrays.equals(o, zero.get()) && same(third, kind, 1, o))
                                    .isPresent(),
                    "the " + side + " moved from generation 0 to 1, which is the same at both ends");
        }
        proof.claim(
                List.of(third.client(), third.server()).stream()
                        .allMatch(end -> end.story().all(Event.KeysDiscarded.class).stream()
                                        .filter(e -> e.epoch() == Epoch.APPLICATION && e.generation() == 0)
                                        .map(Event.KeysDiscarded::sender)
                                        .distinct()
                                        .count()
                                == Side.values().length),
                "both ends destroyed generation 0 of both directions");
        proof.claim(
                third.statuses().equals(List.of(200, 200)) && third.isClean(),
                "GET /products was answered under the old keys and under the new ones, nothing was cut off");
        return proof;
    }

    private static Optional<TicketSecrets> ticket(Meeting before, Meeting after) {
        return TicketSecrets.of(before, after, hkdf(after));
    }

    private static Hkdf hkdf(Meeting meeting) {
        return JcaCryptoProvider.jdk().hkdf(hash(meeting));
    }

    private static HashAlgorithm hash(Meeting meeting) {
        return meeting.client()
                .story()
                .established()
                .flatMap(f -> f.cipherSuite().hash())
                .orElse(HashAlgorithm.SHA256);
    }

    private static Bytes emptyHash(Meeting meeting) {
        Hash hash = JcaCryptoProvider.jdk().hash(hash(meeting));
        return Bytes.wrap(hash.digest());
    }

    private static Optional<byte[]> shared(Meeting meeting) {
        return meeting.client().secrets().find(SecretKind.SHARED_SECRET, 0);
    }

    private static boolean same(Meeting meeting, SecretKind kind, byte[] value) {
        return same(meeting, kind, 0, value);
    }

    /** Whether {@code value} is what both ends have. */
    private static boolean same(Meeting meeting, SecretKind kind, long generation, byte[] value) {
        return List.of(meeting.client(), meeting.server()).stream()
                .allMatch(end -> end.secrets()
                        .find(kind, generation)
                        .filter(own -> Arrays.equals(own, value))
                        .isPresent());
    }

    private static boolean crossed(Meeting meeting, byte[] secret) {
        return Proof.contains(meeting.wire().sent(), secret)
                || Proof.contains(meeting.wire().received(), secret);
    }

    private static boolean accepted(Story story) {
        return story.all(Event.EarlyDataDecided.class).stream().anyMatch(Event.EarlyDataDecided::accepted);
    }

    private static String reason(Story replayed) {
        return replayed.last(Event.EarlyDataDecided.class)
                .map(e -> (e.accepted() ? "the server took it" : "the server refused it: ") + e.text())
                .orElse("the server did not decide");
    }

    /** Whether the first request left before ServerHello came. */
    private static boolean isBefore(Story client) {
        for (Event event : client.events()) {
            if (event instanceof Event.ApplicationMessageSeen) {
                return true;
            }
            if (event instanceof Event.MessageSeen seen && seen.message() instanceof ServerHello) {
                return false;
            }
        }
        return false;
    }
}
