// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.session.OriginalAuthentication.Kind;
import dev.limpid.session.TicketOpening.Missed;
import dev.limpid.session.TicketOpening.Opened;
import dev.limpid.session.TicketOpening.Reason;
import dev.limpid.testkit.DelegatingCrypto;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatelessTicketsTest {
    private static final CryptoProvider CRYPTO = JcaCryptoProvider.jdk();
    private static final Instant NOON = Sessions.NOON;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final KeyRotation HOURLY = new KeyRotation(HOUR, HOUR.multipliedBy(3));

    private final StatelessTickets tickets = StatelessTickets.rotating(CRYPTO, HOURLY);

    @Test
    void opensWhatItIssued() {
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            Session session = Sessions.random(random);
            if (session.lifetime().isZero()) {
                continue;
            }
            Bytes ticket = tickets.issue(session).orElseThrow();

            Sessions.assertSame(opened(tickets.open(ticket, session.issuedAt())), session);
        }
    }

    @Test
    void aTicketWithAnyBitFlippedIsMissed() {
        byte[] ticket = tickets.issue(Sessions.at(NOON)).orElseThrow().toArray();
        for (int bit = 0; bit < 8 * ticket.length; bit++) {
            byte[] flipped = ticket.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            boolean inName = bit < 8 * TicketKey.NAME_LENGTH;

            assertThat(tickets.open(Bytes.wrap(flipped), NOON))
                    .as("bit %d", bit)
                    .isEqualTo(new Missed(inName ? Reason.NOT_OURS : Reason.TAMPERED));
        }
    }

    @Test
    void noStrictPrefixAndNothingLongerIsATicket() {
        Bytes ticket = tickets.issue(Sessions.at(NOON)).orElseThrow();
        for (int length = 0; length < ticket.length(); length++) {
            assertThat(tickets.open(ticket.slice(0, length), NOON)).isInstanceOf(Missed.class);
        }
        assertThat(tickets.open(ticket.then(Bytes.of((byte) 0)), NOON)).isEqualTo(new Missed(Reason.TAMPERED));
        assertThat(tickets.open(ticket.then(Bytes.wrap(new byte[20_000])), NOON))
                .isEqualTo(new Missed(Reason.NOT_OURS));
    }

    @Test
    void noiseIsMissed() {
        tickets.issue(Sessions.at(NOON));
        Random random = new Random(8);
        for (int i = 0; i < 1000; i++) {
            byte[] noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            assertThat(tickets.open(Bytes.wrap(noise), NOON)).isEqualTo(new Missed(Reason.NOT_OURS));
        }
    }

    @Test
    void noTwoTicketsLookAlike() {
        Session session = Sessions.at(NOON);
        Set<Bytes> salts = new HashSet<>();
        Set<Bytes> sealed = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            Bytes ticket = tickets.issue(session).orElseThrow();
            salts.add(ticket.slice(16, 32));
            sealed.add(ticket.from(48));
        }
        assertThat(salts).hasSize(1000);
        assertThat(sealed).hasSize(1000);
    }

    @Test
    void theLengthTellsLittleOfTheName() {
        Set<Integer> lengths = new HashSet<>();
        for (int length = 1; length <= 250; length++) {
            Session session = Sessions.of(NOON, HOUR, "a".repeat(length));
            lengths.add(tickets.issue(session).orElseThrow().length() % 64);
        }
        assertThat(lengths).hasSize(1);
    }

    @Test
    void holdsNothingInTheClear() {
        String ticket = tickets.issue(Sessions.at(NOON)).orElseThrow().toHex();

        assertThat(ticket).doesNotContain("5a5a5a5a", Bytes.ofUtf8("shop.lab").toHex());
    }

    @Test
    void isGoodUntilItsLifetimeIsOver() {
        Bytes ticket = tickets.issue(Sessions.at(NOON)).orElseThrow();

        assertThat(tickets.open(ticket, NOON.plus(HOUR).minusMillis(1))).isInstanceOf(Opened.class);
        assertThat(tickets.open(ticket, NOON.plus(HOUR))).isEqualTo(new Missed(Reason.EXPIRED));
    }

    @Test
    void sealsWithANewKeyAfterEachPeriod() {
        Bytes first = tickets.issue(Sessions.at(NOON)).orElseThrow();
        Bytes second =
                tickets.issue(Sessions.at(NOON.plus(HOUR).minusMillis(1))).orElseThrow();
        Bytes third = tickets.issue(Sessions.at(NOON.plus(HOUR))).orElseThrow();

        assertThat(name(second)).isEqualTo(name(first));
        assertThat(name(third)).isNotEqualTo(name(first));
        assertThat(tickets.open(second, NOON.plus(HOUR))).isInstanceOf(Opened.class);
    }

    @Test
    void aRetiredKeyOpensForAWhile() {
        Session session = Sessions.of(NOON, Duration.ofDays(7), "a");
        Bytes ticket = tickets.issue(session).orElseThrow();
        tickets.issue(Sessions.at(NOON.plus(HOUR)));
        Duration life = HOUR.plus(tickets.longestLifetime());

        assertThat(tickets.longestLifetime()).isEqualTo(HOUR.multipliedBy(3));
        assertThat(tickets.open(ticket, NOON.plus(life).minusMillis(1))).isInstanceOf(Opened.class);
        assertThat(tickets.open(ticket, NOON.plus(life))).isEqualTo(new Missed(Reason.KEY_RETIRED));
        assertThat(tickets.open(ticket, NOON.plus(life).minusMillis(1)))
                .as("a key that is gone stays gone, though the clock goes back")
                .isEqualTo(new Missed(Reason.KEY_RETIRED));
        assertThat(tickets.open(ticket, NOON.plus(life).plus(tickets.longestLifetime())))
                .isEqualTo(new Missed(Reason.NOT_OURS));
    }

    @Test
    void survivesAClockThatJumps() {
        Instant future = NOON.plus(Duration.ofDays(365));
        Bytes wrong = tickets.issue(Sessions.at(future)).orElseThrow();
        Bytes right = tickets.issue(Sessions.at(NOON)).orElseThrow();

        assertThat(name(right)).isNotEqualTo(name(wrong));
        assertThat(tickets.open(right, NOON)).isInstanceOf(Opened.class);
        tickets.open(right, future);
        assertThat(tickets.open(tickets.issue(Sessions.at(NOON)).orElseThrow(), NOON))
                .isInstanceOf(Opened.class);
        for (int i = 0; i < 1000; i++) {
            Instant now = i % 2 == 0 ? NOON : future;
            assertThat(tickets.open(tickets.issue(Sessions.at(now)).orElseThrow(), now))
                    .isInstanceOf(Opened.class);
        }
    }

    @Test
    void anotherServersTicketsAreNotOurs() {
        StatelessTickets other = StatelessTickets.rotating(CRYPTO, KeyRotation.DEFAULT);
        Bytes ticket = other.issue(Sessions.at(NOON)).orElseThrow();
        tickets.issue(Sessions.at(NOON));

        assertThat(tickets.open(ticket, NOON)).isEqualTo(new Missed(Reason.NOT_OURS));
    }

    @Test
    void aFleetSharesItsKeys() {
        TicketKey key = TicketKey.ofSecret(CRYPTO, secret(1));
        StatelessTickets one = StatelessTickets.withKeys(CRYPTO, List.of(key));
        StatelessTickets other = StatelessTickets.withKeys(CRYPTO, List.of(TicketKey.ofSecret(CRYPTO, secret(1))));
        key.destroy();

        Bytes ticket = one.issue(Sessions.at(NOON)).orElseThrow();
        Sessions.assertSame(opened(other.open(ticket, NOON)), Sessions.at(NOON));
    }

    @Test
    void aNameAloneOpensNothing() {
        Bytes name = Bytes.wrap(Sessions.bytes(16, 9));
        StatelessTickets one = StatelessTickets.withKeys(CRYPTO, List.of(TicketKey.of(name, secret(1))));
        StatelessTickets other = StatelessTickets.withKeys(CRYPTO, List.of(TicketKey.of(name, secret(2))));
        Bytes ticket = one.issue(Sessions.at(NOON)).orElseThrow();

        assertThat(other.open(ticket, NOON)).isEqualTo(new Missed(Reason.TAMPERED));
    }

    @Test
    void keysAreReplacedWhileItRuns() {
        TicketKey old = TicketKey.random(CRYPTO);
        TicketKey next = TicketKey.random(CRYPTO);
        StatelessTickets fleet = StatelessTickets.withKeys(CRYPTO, List.of(old));
        Bytes before = fleet.issue(Sessions.at(NOON)).orElseThrow();
        fleet.replaceKeys(List.of(next, old));
        Bytes after = fleet.issue(Sessions.at(NOON)).orElseThrow();

        assertThat(name(before)).isEqualTo(old.name());
        assertThat(name(after)).isEqualTo(next.name());
        assertThat(fleet.open(before, NOON)).isInstanceOf(Opened.class);
        fleet.replaceKeys(List.of(next));
        assertThat(fleet.open(before, NOON)).isEqualTo(new Missed(Reason.NOT_OURS));
        assertThat(fleet.open(after, NOON)).isInstanceOf(Opened.class);
        assertThat(old.secret()).as("the caller's key stays the caller's").hasSize(32);
    }

    @Test
    void refusesKeysThatCannotBeToldApartAndNoKeysAtAll() {
        TicketKey key = TicketKey.random(CRYPTO);

        assertThatIllegalArgumentException().isThrownBy(() -> StatelessTickets.withKeys(CRYPTO, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> StatelessTickets.withKeys(CRYPTO, List.of(key, key)));
        assertThatIllegalStateException().isThrownBy(() -> tickets.replaceKeys(List.of(key)));
    }

    @Test
    void aKeyOfZerosIsRefused() {
        Bytes name = Bytes.wrap(new byte[16]);
        CryptoProvider unseeded = new DelegatingCrypto(CRYPTO) {
            @Override
            public void random(byte[] destination) {}
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TicketKey.of(name, new byte[32]))
                .withMessageContaining("zeros");
        assertThatIllegalArgumentException().isThrownBy(() -> TicketKey.of(name, Sessions.bytes(32, 0xff)));
        assertThatIllegalArgumentException().isThrownBy(() -> TicketKey.ofSecret(CRYPTO, new byte[32]));
        assertThatIllegalArgumentException().isThrownBy(() -> TicketKey.random(unseeded));
        assertThatIllegalArgumentException().isThrownBy(() -> TicketKey.of(name, secret(1, 31)));
        assertThatIllegalArgumentException().isThrownBy(() -> TicketKey.of(name.from(1), secret(1)));
    }

    @Test
    void aKeyShowsItsNameOnlyAndIsGoneOnceDestroyed() {
        byte[] secret = secret(3);
        TicketKey key = TicketKey.of(Bytes.wrap(Sessions.bytes(16, 9)), secret);

        assertThat(key.toString()).isEqualTo("ticket key " + "09".repeat(16));
        assertThat(TicketKey.ofSecret(CRYPTO, secret).toString())
                .doesNotContain(Bytes.of(secret).toHex());
        key.destroy();
        assertThatIllegalStateException().isThrownBy(key::secret);
    }

    @Test
    void rotationHasItsBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyRotation(Duration.ZERO, HOUR));
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyRotation(HOUR, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyRotation(HOUR, Duration.ofDays(8)));
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyRotation(Duration.ofSeconds(1), HOUR));
    }

    @Test
    void whatIsTooLargeForATicketGetsNone() {
        assertThat(tickets.issue(withCertificate(16_000)))
                .hasValueSatisfying(
                        ticket -> assertThat(ticket.length()).isLessThanOrEqualTo(StatelessTickets.LONGEST_TICKET));
        assertThat(tickets.issue(withCertificate(17_000))).isEmpty();
    }

    @Test
    void manyThreadsMayIssueAndOpenWhileKeysRotate() throws Exception {
        KeyRotation fast = new KeyRotation(Duration.ofMillis(10), Duration.ofSeconds(10));
        StatelessTickets shared = StatelessTickets.rotating(CRYPTO, fast);
        List<Callable<Boolean>> work = IntStream.range(0, 8)
                .mapToObj(_ -> (Callable<Boolean>) () -> {
                    for (int i = 0; i < 200; i++) {
                        Instant now = NOON.plusMillis(i);
                        Bytes ticket = shared.issue(Sessions.at(now)).orElseThrow();
                        if (!(shared.open(ticket, now) instanceof Opened)) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : threads.invokeAll(work)) {
                assertThat(result.get()).isTrue();
            }
        }
    }

    @Test
    void withoutTicketsThereIsNothingToOpen() {
        Tickets none = Tickets.none();

        assertThat(none.issue(Sessions.at(NOON))).isEmpty();
        assertThat(none.open(Bytes.ofHex("00"), NOON)).isEqualTo(new Missed(Reason.NO_TICKETS));
        assertThat(none.longestLifetime()).isZero();
    }

    private static Session withCertificate(int length) {
        Session any = Sessions.at(NOON);
        OriginalAuthentication peer = new OriginalAuthentication(
                Kind.BY_CERTIFICATE,
                NOON,
                CertificateType.X509,
                List.of(Bytes.wrap(new byte[length])),
                Optional.of(SignatureScheme.ED25519),
                Optional.empty(),
                Optional.empty());
        return new Session(any.suite(), any.psk(), any.terms(), any.agreement(), peer, any.binding());
    }

    private static Session opened(TicketOpening opening) {
        assertThat(opening).isInstanceOf(Opened.class);
        return ((Opened) opening).session();
    }

    private static Bytes name(Bytes ticket) {
        return ticket.slice(0, TicketKey.NAME_LENGTH);
    }

    private static byte[] secret(int first) {
        return secret(first, 32);
    }

    private static byte[] secret(int first, int length) {
        byte[] secret = new byte[length];
        for (int i = 0; i < length; i++) {
            secret[i] = (byte) (first + i);
        }
        return secret;
    }
}
