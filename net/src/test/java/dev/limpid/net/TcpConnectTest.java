// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.identity.ServerName;
import dev.limpid.observe.Event;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class TcpConnectTest {
    @Test
    void tellsObserverAndCallerThatNobodyListens() throws Exception {
        Events events = new Events();
        // Bound but not listening: nobody else can get the port meanwhile
        try (SocketChannel bound = SocketChannel.open()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = bound.socket().getLocalPort();
            assertThatThrownBy(() -> TlsChannel.connect(
                            Lab.client().toBuilder().observer(events).build(), "127.0.0.1", port))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("refused");
        }
        assertThat(events.of(Event.TransportEnded.class))
                .extracting(Event.TransportEnded::ending)
                .containsExactly(Event.Ending.FAILED);
        assertThat(events.of(Event.Started.class)).hasSize(1);
    }

    @Test
    void triesTheNextAddressWhenOneRefuses() throws Exception {
        try (ServerSocketChannel listening = ServerSocketChannel.open()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = listening.socket().getLocalPort();
            InetAddress[] addresses = {InetAddress.ofLiteral("127.0.0.2"), InetAddress.getLoopbackAddress()};
            try (var channel = new TcpConnect(ServerName.of("shop.lab"), port, Duration.ofSeconds(60))
                    .open(addresses)
                    .channel()) {
                assertThat(channel.getRemoteAddress()).isEqualTo(listening.getLocalAddress());
            }
        }
    }

    @Test
    void connectsToAHostAndMeasuresHowLongThatTakes() throws Exception {
        try (ServerSocketChannel listening = Tcp.listen();
                TlsChannel client = TlsChannel.connect(
                        Lab.client(), "127.0.0.1", listening.socket().getLocalPort())) {
            assertThat(client.report().last(Event.TransportConnected.class, Event.TransportConnected::nanos))
                    .hasValueSatisfying(nanos -> assertThat(nanos).isBetween(1L, 60_000_000_000L));
        }
    }
}
