// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limpid.TlsConnection;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.observe.Event;
import dev.limpid.observe.Question;
import dev.limpid.observe.TlsException;
import dev.limpid.session.BoundedSessionCache;
import dev.limpid.session.KeyRotation;
import dev.limpid.session.StatelessTickets;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A channel over a connection that somebody else has made. */
@Timeout(120)
final class CarriedConnectionTest {
    private static final Bytes CONTEXT = Bytes.ofUtf8("context");

    @Test
    void carriesBothEnds() throws Exception {
        try (Pair pair = carried(Lab.client(), Lab.server())) {
            pair.client().write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            assertThat(TlsChannelTest.read(pair.server(), 3)).containsExactly(1, 2, 3);
            pair.server().write(ByteBuffer.wrap(new byte[] {4}));
            assertThat(TlsChannelTest.read(pair.client(), 1)).containsExactly(4);
        }
    }

    @Test
    void answersOnTheCallingThreadWhatOthersHandOut() throws Exception {
        AtomicReference<Thread> judge = new AtomicReference<>();
        PeerVerifier verifier = claim -> {
            judge.set(Thread.currentThread());
            return Lab.client().verifier().verify(claim);
        };
        ClientConfig client =
                Tls.client(verifier).answeredLater(Set.of(Question.values())).build();
        ServerConfig server = Lab.server().toBuilder()
                .answeredLater(Set.of(Question.values()))
                .build();
        try (Pair pair = carried(client, server)) {
            assertThat(pair.client().facts()).isPresent();
            assertThat(judge).hasValue(Thread.currentThread());
        }
    }

    @Test
    void asksTheClientForACertificate() throws Exception {
        try (Pair pair = carried(Lab.clientWithACertificate(), Lab.serverThatAsksLater())) {
            FutureTask<Integer> reading = Pair.start(() -> pair.client().read(ByteBuffer.allocate(1)));
            assertThat(pair.server().authenticateClient(ClientAuthentication.NEED, Duration.ofSeconds(30)))
                    .isTrue();
            assertThat(pair.server().peerCertificates()).hasSize(1);
            pair.server().write(ByteBuffer.allocate(1));
            assertThat(reading.get()).isEqualTo(1);
        }
    }

    @Test
    void exportsTheSameKeyingMaterialAtBothEnds() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            TlsChannel early = TlsChannel.connect(Lab.client(), Lab.NAME, Transport.of(tcp.client()));
            assertThatIllegalStateException().isThrownBy(early::tlsExporter);
            assertThatIllegalStateException().isThrownBy(() -> early.exportKeyingMaterial("label", CONTEXT, 16));
        }
        try (Pair pair = carried(Lab.client(), Lab.server())) {
            assertThat(pair.client().exportKeyingMaterial("label", CONTEXT, 16))
                    .hasSize(16)
                    .isEqualTo(pair.server().exportKeyingMaterial("label", CONTEXT, 16))
                    .isNotEqualTo(pair.server().exportKeyingMaterial("label", Bytes.EMPTY, 16));
            assertThat(pair.client().tlsExporter()).isEqualTo(pair.server().tlsExporter());
        }
    }

    @Test
    void tellsWhichHalfIsClosed() throws Exception {
        try (Pair pair = carried(Lab.client(), Lab.server())) {
            pair.server().write(ByteBuffer.wrap(new byte[] {1, 2}));
            pair.server().shutdownOutput();
            assertThat(pair.server().isWriteClosed()).isTrue();
            assertThat(pair.server().isReadClosed()).isFalse();

            TlsChannel client = pair.client();
            assertThat(TlsChannelTest.read(client, 1)).containsExactly(1);
            assertThat(client.available()).isEqualTo(1);
            assertThat(client.isReadClosed()).as("while there is data to read").isFalse();
            assertThat(TlsChannelTest.read(client, 1)).containsExactly(2);
            assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(client.available()).isZero();
            assertThat(client.isReadClosed()).isTrue();
            assertThat(client.isWriteClosed()).isFalse();
            client.close();
            assertThat(client.isWriteClosed()).isTrue();
        }
    }

    @Test
    void doesNotCallAFailureAnOrderlyEnd() throws Exception {
        try (Pair pair = carried(Lab.client(), Lab.server())) {
            pair.server().abort();
            assertThatThrownBy(() -> pair.client().read(ByteBuffer.allocate(1))).isInstanceOf(TlsException.class);
            assertThat(pair.client().isReadClosed()).isFalse();
            assertThat(pair.client().isWriteClosed()).isTrue();
        }
    }

    @Test
    void doesNotWaitForAReaderToSayWhatIsAvailable() throws Exception {
        try (Pair pair = carried(Lab.client(), Lab.server())) {
            FutureTask<Integer> reading = Pair.start(() -> pair.client().read(ByteBuffer.allocate(1)));
            Thread.sleep(50);
            assertThat(pair.client().inputStream().available()).isZero();
            pair.server().write(ByteBuffer.wrap(new byte[] {1}));
            assertThat(reading.get()).isEqualTo(1);
        }
    }

    @Test
    void sendsTicketsWheneverTheServerWants() throws Exception {
        Events events = new Events();
        ClientConfig client = Lab.client().toBuilder()
                .sessionCache(BoundedSessionCache.standard())
                .observer(events)
                .build();
        ServerConfig server = Lab.server().toBuilder()
                .tickets(StatelessTickets.rotating(Lab.server().crypto(), KeyRotation.DEFAULT))
                .ticketCount(0)
                .build();
        try (Pair pair = carried(client, server)) {
            assertThat(pair.server().sendTicket()).isTrue();
            assertThatIllegalStateException().isThrownBy(pair.client()::sendTicket);
            pair.server().shutdownOutput();
            assertThatThrownBy(pair.server()::sendTicket).isInstanceOf(ClosedChannelException.class);
            assertThat(pair.client().read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(events.of(Event.TicketIssued.class)).hasSize(1);
            assertThat(pair.client().isPeerConfirmed()).isFalse();
            assertThat(pair.server().isPeerConfirmed()).isTrue();
        }
        try (Pair pair = carried(client, server)) {
            assertThat(pair.client().handshake().resumed()).isTrue();
        }
    }

    @Test
    void failsAsTheConnectionHasFailedBefore() throws Exception {
        TlsConnection connection = TlsConnection.server(Lab.server());
        ByteBuffer nonsense = ByteBuffer.wrap(new byte[] {99, 3, 3, 0, 1, 0});
        TlsException first =
                catchThrowableOfType(TlsException.class, () -> connection.open(nonsense, ByteBuffer.allocate(10)));
        try (Tcp tcp = Tcp.open()) {
            TlsChannel channel = TlsChannel.over(connection, Transport.of(tcp.server()), Timeouts.SERVER);
            assertThatThrownBy(channel::handshake).isSameAs(first);
            assertThat(channel.isOpen()).isFalse();
            ByteBuffer alert = ByteBuffer.allocate(100);
            while (tcp.client().read(alert) >= 0) {}
            assertThat(alert.get(0)).as("the type of a record with an alert").isEqualTo((byte) 21);
        }
    }

    @Test
    void waitsForAHandshakeAsLongAsWasSaidLast() throws Exception {
        try (Tcp tcp = Tcp.open()) {
            TlsChannel channel =
                    TlsChannel.over(TlsConnection.server(Lab.server()), Transport.of(tcp.server()), Timeouts.SERVER);
            channel.handshakeTimeout(Duration.ofMillis(50));
            assertThatThrownBy(channel::handshake)
                    .isInstanceOf(HandshakeTimeoutException.class)
                    .hasMessageContaining("within 50 ms");
        }
    }

    private static Pair carried(ClientConfig client, ServerConfig server) throws Exception {
        Tcp tcp = Tcp.open();
        TlsChannel accepted =
                TlsChannel.over(TlsConnection.server(server), Transport.of(tcp.server()), Timeouts.SERVER);
        FutureTask<?> serving = Pair.start(accepted::handshake);
        TlsChannel connected =
                TlsChannel.over(TlsConnection.client(client, Lab.NAME), Transport.of(tcp.client()), Timeouts.DEFAULT);
        connected.handshake();
        serving.get();
        return new Pair(connected, accepted);
    }
}
