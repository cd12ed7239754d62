// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testkit.Lab;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code limpid serve} and the JDK's own HTTPS client. */
@Timeout(180)
class ServeCommandTest {
    @TempDir
    Path temp;

    @Test
    void servesAFolderToManyClientsAtOnce() throws Exception {
        Files.writeString(temp.resolve("a.txt"), "hello");
        try (Served served = Served.limpid(temp.toString());
                HttpClient client = client(served);
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                answers.add(executor.submit(() -> get(client, served, "/a.txt").body()));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("hello");
            }
        }
    }

    @Test
    void explainsEachClient() throws Exception {
        try (Served served = Served.limpid()) {
            try (HttpClient client = client(served)) {
                assertThat(get(client, served, "/").body()).contains("TLS 1.3", "localhost");
                assertThat(get(client, served, "/products").body()).contains("Moka pot");
            }
            String out = served.awaitOut(text -> text.contains("GET /") && text.contains("HTTP 200"));
            assertThat(out).startsWith("✔ 127.0.0.1:").contains("HTTP 200");
            try (Socket plain = new Socket("localhost", served.port())) {
                plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                plain.getInputStream().readAllBytes();
            }
            served.awaitOut(text -> text.contains("PATH.NO_TLS"));
        }
    }

    @Test
    void takesUploads() throws Exception {
        byte[] upload = new byte[2_000_000];
        try (Served served = Served.limpid();
                HttpClient client = client(served)) {
            HttpRequest request = HttpRequest.newBuilder(uri(served, "/x"))
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(upload))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("received 2000000 bytes\n");
        }
    }

    @Test
    void endsWithCloseNotifyAndThenTcp() throws Exception {
        try (Served served = Served.limpid();
                SSLSocket socket =
                        (SSLSocket) context(served).getSocketFactory().createSocket("localhost", served.port())) {
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 OK").endsWith("</html>\n");
        }
    }

    @Test
    void choosesAmongCertificatesByName() throws Exception {
        Path shop = Files.writeString(temp.resolve("shop.pem"), Lab.SHOP.chainPem());
        Path shopKey = Files.writeString(temp.resolve("shop.key"), Lab.SHOP.keyPem());
        var other = Lab.INTERMEDIATE.leaf("other.lab").issue();
        Path otherChain = Files.writeString(temp.resolve("other.pem"), other.chainPem());
        Path otherKey = Files.writeString(temp.resolve("other.key"), other.keyPem());
        Path root = Files.writeString(temp.resolve("root.pem"), Lab.ROOT.pem());
        try (Served served = Served.limpid(
                "--cert",
                shop.toString(),
                "--key",
                shopKey.toString(),
                "--cert",
                otherChain.toString(),
                "--key",
                otherKey.toString())) {
            for (String name : List.of("shop.lab", "other.lab")) {
                Ran ran = Ran.limpid(
                        "connect", name, "--connect-to", "127.0.0.1:" + served.port(), "--cacert", root.toString());
                assertThat(ran.code()).as(ran.all()).isZero();
            }
        }
    }

    @Test
    void stopsWhenItIsToldTo() throws Exception {
        Served served = Served.limpid();
        served.close();
        assertThat(served.code()).isZero();
    }

    @Test
    void removesTheRootThatItWroteForTheRunAlone() throws Exception {
        Path root;
        try (ServerIdentity identity = ServerIdentity.of(
                Ran.console(
                        InputStream.nullInputStream(),
                        new java.io.ByteArrayOutputStream(),
                        new java.io.ByteArrayOutputStream(),
                        java.util.Map.of()),
                new IdentityOptions(),
                List.of(),
                java.util.Optional.empty(),
                java.util.Set.of(),
                java.util.Optional.empty())) {
            String line = identity.lines(1).stream()
                    .filter(l -> l.contains(".pem"))
                    .findFirst()
                    .orElseThrow();
            root = Path.of(line.replaceAll(".* (\\S+\\.pem).*", "$1"));
            assertThat(root).exists();
        }
        assertThat(root).doesNotExist();
    }

    private static HttpResponse<String> get(HttpClient client, Served served, String path)
            throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(served, path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(Served served, String path) {
        return URI.create("https://localhost:" + served.port() + path);
    }

    private static HttpClient client(Served served) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMinutes(1))
                .sslContext(context(served))
                .build();
    }

    private static SSLContext context(Served served) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(Path.of(served.root()))) {
            store.setCertificateEntry("root", (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
