// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ByteBufferSend;
import org.apache.kafka.common.network.ConnectionMode;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.network.NetworkReceive;
import org.apache.kafka.common.network.NetworkSend;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.network.SslChannelBuilder;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.internals.LogContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's network layer, both sides, with client authentication and a configuration as for any client or broker. */
@Timeout(300)
class KafkaTest {
    private static final String PEER = "0";

    @TempDir
    private Path folder;

    @Test
    void clientAndBrokerExchangeMessages() throws Exception {
        try (Registered _ = Registered.first();
                ServerSocketChannel listener = ServerSocketChannel.open();
                Selector client = selector(ConnectionMode.CLIENT, Ingredients.clientKeys());
                Selector broker = selector(ConnectionMode.SERVER, Ingredients.serverKeys())) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            client.connect(PEER, new InetSocketAddress("localhost", port), 65_536, 65_536);
            var accepted = listener.accept();
            accepted.configureBlocking(false);
            broker.register(PEER, accepted);

            while (!(client.isChannelReady(PEER) && broker.isChannelReady(PEER))) {
                client.poll(10);
                broker.poll(10);
            }
            assertThat(broker.channel(PEER).principal().getName()).isEqualTo("CN=cook");
            byte[] large = new byte[1_000_000];
            large[999_999] = 42;
            assertThat(pass(client, large, broker)).isEqualTo(large);
            assertThat(pass(broker, large, client)).isEqualTo(large);
        }
    }

    @Test
    void engineFactoryUsesTheProvider() throws Exception {
        try (Registered _ = Registered.first();
                DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(configuration(Ingredients.serverKeys()));
            assertThat(factory.sslContext().getProvider()).isSameAs(Ingredients.provider());
        }
    }

    private static byte[] pass(Selector from, byte[] message, Selector to) throws IOException {
        from.send(new NetworkSend(PEER, ByteBufferSend.sizePrefixed(ByteBuffer.wrap(message))));
        while (true) {
            from.poll(10);
            to.poll(10);
            for (NetworkReceive received : to.completedReceives()) {
                byte[] bytes = new byte[received.payload().remaining()];
                received.payload().get(bytes);
                return bytes;
            }
        }
    }

    private Selector selector(ConnectionMode side, KeyStore keys) {
        ListenerName listener = side == ConnectionMode.SERVER ? new ListenerName("SSL") : null;
        SslChannelBuilder channels = new SslChannelBuilder(side, listener, false);
        channels.configure(configuration(keys));
        return new Selector(60_000, new Metrics(), Time.SYSTEM, side.name(), channels, new LogContext());
    }

    private Map<String, Object> configuration(KeyStore keys) {
        String password = Ingredients.PASSWORD;
        Path keyFile = Ingredients.file(folder, "keys.p12", keys);
        Path trustFile = Ingredients.file(folder, "trusted.p12", Ingredients.trusted());
        // #region configuration
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                "localhost:9093",
                "security.protocol",
                "SSL",
                "ssl.provider",
                Ingredients.provider().getName(),
                "ssl.protocol",
                "TLSv1.3",
                "ssl.enabled.protocols",
                "TLSv1.3",
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                keyFile.toString(),
                "ssl.keystore.password",
                password,
                "ssl.truststore.location",
                trustFile.toString(),
                "ssl.truststore.password",
                password);
        // #endregion
        Map<String, Object> complete = new HashMap<>(new AdminClientConfig(settings).values());
        // What only a broker has; all of the above are the same there.
        complete.put("ssl.client.auth", "required");
        complete.put("ssl.principal.mapping.rules", "DEFAULT");
        return complete;
    }
}
