// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eclipse Paho's MQTT client with a Mosquitto, which speaks TLS by OpenSSL and wants to know who its clients are. */
class MqttTest {
    private static final String USER = "mosquitto";

    @TempDir
    private Path folder;

    @Test
    void publishesAndReceives() throws Exception {
        Path mosquitto = Program.find("mosquitto", Path.of("/usr/sbin"));
        int port = Program.freePort();
        Path configuration = write("mosquitto.conf", """
                listener %d 127.0.0.1
                cafile %s
                certfile %s
                keyfile %s
                tls_version tlsv1.3
                require_certificate true
                use_identity_as_username true
                """.formatted(
                        port,
                        write("ca.pem", Ingredients.root().pem()),
                        write("server.pem", Ingredients.serverCertificate().chainPem()),
                        write("server.key", Ingredients.serverCertificate().keyPem())));
        Program.give(folder, USER);
        List<String> command = List.of(mosquitto.toString(), "-c", configuration.toString());
        try (Program broker = Program.start(folder.resolve("log"), USER, command)) {
            broker.awaitPort(port);
            // #region client
            MqttConnectOptions options = new MqttConnectOptions();
            options.setSocketFactory(Ingredients.client().getSocketFactory());
            options.setHttpsHostnameVerificationEnabled(true);
            // #endregion
            try (MqttClient client = new MqttClient("ssl://localhost:" + port, "recipe", new MemoryPersistence())) {
                client.connect(options);
                CompletableFuture<String> received = new CompletableFuture<>();
                client.subscribe(
                        "kitchen", 1, (topic, message) -> received.complete(new String(message.getPayload(), UTF_8)));
                client.publish("kitchen", "it is served".getBytes(UTF_8), 1, false);
                assertThat(received.get(60, TimeUnit.SECONDS)).isEqualTo("it is served");
                client.disconnect();
            }
            try (MqttClient unnamed = new MqttClient("ssl://127.0.0.1:" + port, "recipe", new MemoryPersistence())) {
                assertThatThrownBy(() -> unnamed.connect(options)).cause().satisfies(Proof::isRefusalOfName);
            }
        }
    }

    private Path write(String name, String text) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text);
        Program.give(file, USER);
        return file;
    }
}
