// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.LinearClient;
import dev.limpid.testkit.Pair.End;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The handshake on one screen, against our server with its states: each a check of the other. */
class LinearClientTest {
    static Stream<Arguments> suitesAndGroups() {
        return Lab.CRYPTO.cipherSuites().stream()
                .flatMap(suite -> Lab.CRYPTO.groups().stream().map(group -> Arguments.of(suite, group)));
    }

    @ParameterizedTest
    @MethodSource("suitesAndGroups")
    void agreesWithTheServer(CipherSuite suite, NamedGroup group) throws IOException {
        End server = new End(TlsConnection.server(Lab.server().build()));
        LinearClient client = new LinearClient(Lab.CRYPTO, fromServer(server), toServer(server));
        client.handshake("shop.lab", suite, group);
        assertThat(server.isEstablished()).as(server.describe()).isTrue();
        assertThat(server.connection().facts().orElseThrow().cipherSuite()).isEqualTo(suite);
        assertThat(server.connection().facts().orElseThrow().group()).contains(group);

        client.send(Bytes.ofUtf8("GET /products"));
        assertThat(server.received()).isEqualTo(Bytes.ofUtf8("GET /products"));
        server.connection().closeWrite();
        assertThat(client.receive()).isEqualTo(Bytes.EMPTY);
        client.close();
        assertThat(server.connection().step()).isInstanceOf(Step.Closed.class);
        assertThat(server.failure()).isEmpty();
    }

    private static OutputStream toServer(End server) {
        return new OutputStream() {
            @Override
            public void write(int one) {
                server.receive(Bytes.of((byte) one));
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                server.receive(Bytes.of(bytes, offset, length));
            }
        };
    }

    private static InputStream fromServer(End server) {
        return new InputStream() {
            private Bytes pending = Bytes.EMPTY;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                pending = pending.then(server.take());
                int count = Math.min(length, pending.length());
                pending.slice(0, count).copyTo(into, offset);
                pending = pending.from(count);
                return count == 0 ? -1 : count;
            }
        };
    }
}
