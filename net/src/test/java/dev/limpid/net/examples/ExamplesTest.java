// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.TrustAnchors;
import dev.limpid.net.Tls;
import dev.limpid.net.TlsServer;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestPki;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the documentation work, and are as short as promised. */
@Timeout(60)
final class ExamplesTest {
    @Test
    void clientServerAndObserverWorkTogether() throws Exception {
        TestCertificate root = TestPki.root("Lab Root CA").issue();
        ServerConfig server =
                Tls.server(root.leaf("localhost").issue().credential()).build();
        ClientConfig client = Tls.client(PkixVerifier.trusting(TrustAnchors.of("the lab", List.of(root.certificate()))))
                .build();
        try (TlsServer echo = TlsServer.bind(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            echo.start(channel -> {
                byte[] request = new byte[100];
                int length = channel.inputStream().read(request);
                channel.outputStream().write(request, 0, length);
            });
            ByteArrayOutputStream seen = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(seen, true, UTF_8);
            ClientExample.get(
                    ObserverExample.watched(client, out),
                    "localhost",
                    echo.address().getPort());
            assertThat(seen.toString(UTF_8)).contains("µs  TransportConnected", "µs  Established");
        }
    }

    @Test
    void theJvmsTrustAnchorsMakeAClient() {
        assertThat(Tls.client().build().cipherSuites()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ClientExample, client, 10", "ServerExample, server, 10", "ObserverExample, observer, 5"})
    void isAsShortAsPromised(String example, String region, int most) throws Exception {
        List<String> lines = Files.readAllLines(Path.of("src/test/java/dev/limpid/net/examples", example + ".java"));
        int start = lines.indexOf("    // @start region=\"" + region + "\"");
        int end = lines.indexOf("    // @end");
        long written = lines.subList(start + 1, end).stream()
                .filter(line -> !line.isBlank())
                .count();
        assertThat(written).isBetween(3L, (long) most);
    }
}
