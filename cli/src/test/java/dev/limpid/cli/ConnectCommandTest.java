// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class ConnectCommandTest {
    @TempDir
    Path temp;

    private Served served;
    private byte[] big;

    @BeforeEach
    void serve() throws IOException {
        Path site = Files.createDirectory(temp.resolve("site"));
        Files.writeString(site.resolve("a.txt"), "hello\n");
        big = new byte[300_000];
        new Random(7).nextBytes(big);
        Files.write(site.resolve("big.bin"), big);
        served = Served.limpid(site.toString());
    }

    @AfterEach
    void stop() throws Exception {
        served.close();
    }

    @Test
    void shakesHandsAndTellsTheStory() {
        Ran ran = connect(served.address());
        assertThat(ran.code()).as(ran.all()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .startsWith("✔ " + served.address())
                .contains("certificate trusted (3 links", "ClientHello", "Finished", "close_notify")
                .containsSubsequence("TCP connect", "ClientHello", "ServerHello", "Certificate", "Finished");
        assertThat(ran.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--get /a.txt", "/a.txt", "https /a.txt"})
    void getsAPath(String how) {
        Ran ran = how.startsWith("--get")
                ? connect(served.address(), how.split(" "))
                : connect((how.startsWith("https") ? "https://" : "") + served.address() + "/a.txt");
        assertThat(ran.code()).as(ran.all()).isZero();
        assertThat(ran.out()).contains("GET /a.txt", "HTTP 200").doesNotContain("hello\n");
        assertThat(ran.err()).contains("6 bytes", "-o");
    }

    @Test
    void sendsTheBodyToStandardOutputAndTheStoryElsewhere() {
        Ran ran = connect(served.address(), "--get", "/a.txt", "-o", "-");
        assertThat(ran.code()).as(ran.all()).isZero();
        assertThat(ran.out()).isEqualTo("hello\n");
        assertThat(ran.err()).contains("HTTP 200");
    }

    @Test
    void keepsTheBodyInAFile() throws IOException {
        Path file = temp.resolve("got.bin");
        Ran ran = connect(served.address(), "--get", "/big.bin", "-o", file.toString());
        assertThat(ran.code()).as(ran.all()).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(big);
    }

    @Test
    void mindsTheHttpStatusOnlyWhenAsked() {
        assertThat(connect(served.address(), "--get", "/none").code()).isZero();
        assertThat(connect(served.address(), "--get", "/none", "--fail").code()).isEqualTo(50);
        assertThat(connect(served.address(), "--get", "/a.txt", "--fail").code())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"localhost, 0", "elsewhere.example, 33"})
    void takesTheNameFromServername(String name, int code) {
        Ran ran = connect("127.0.0.1:" + served.port(), "--servername", name);
        assertThat(ran.code()).as(ran.all()).isEqualTo(code);
    }

    @Test
    void reachesAnotherPlaceUnderTheSameName() {
        String there = "127.0.0.1:" + served.port();
        assertThat(connect("localhost:443", "--connect-to", there).code()).isZero();
        assertThat(connect("localhost:" + served.port(), "--resolve", served.address() + ":127.0.0.1")
                        .code())
                .isZero();
        Ran nowhere = connect("localhost:" + served.port(), "--resolve", served.address() + ":127.1.2.3", "-6");
        assertThat(nowhere.code()).isEqualTo(10);
    }

    @Test
    void tellsTheVerdictAllTheSameWhenItIsOverruled() {
        Ran strict = Ran.limpid("connect", served.address());
        Ran lax = Ran.limpid("connect", served.address(), "-k", "--get", "/a.txt");
        Ran counted = Ran.limpid("connect", served.address(), "-k", "--fail-on", "warn");
        assertThat(strict.code()).isEqualTo(30);
        assertThat(lax.code()).as(lax.all()).isZero();
        assertThat(lax.out()).contains("CERT.ANCHOR.UNKNOWN", "HTTP 200");
        assertThat(counted.code()).isEqualTo(60);
    }

    @Test
    void choosesWhatToOffer() {
        Ran ran = connect(
                served.address(),
                "--groups",
                "P-384",
                "--ciphersuites",
                "TLS_CHACHA20_POLY1305_SHA256",
                "--alpn",
                "http/1.1");
        assertThat(ran.code()).as(ran.all()).isZero();
        assertThat(ran.out()).contains("secp384r1", "CHACHA20", "ALPN http/1.1");
    }

    @Test
    void updatesKeys() {
        Ran ran = connect(served.address(), "--key-update", "--get", "/a.txt");
        assertThat(ran.code()).as(ran.all()).isZero();
        assertThat(ran.out()).contains("client app traffic 1", "server app traffic 1");
    }

    @Test
    void tellsPrograms() {
        Ran ran = connect(served.address(), "--ndjson", "--get", "/a.txt");
        List<String> lines = ran.out().lines().toList();
        assertThat(lines).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(lines.getLast()).contains("tls:verdict", "\"exit_code\":0");
        assertThat(ran.out()).contains("tcp:connected", "tls:key_derived");
    }

    @Test
    void tunnelsBothWaysAndHalfCloses() throws Exception {
        byte[] payload = new byte[200_000];
        new Random(11).nextBytes(payload);
        try (Served echo = Served.limpid("--echo")) {
            Ran ran = Ran.limpid(payload, "connect", echo.address(), "--cacert", echo.root(), "--tunnel");
            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.out()).hasSameSizeAs(new String(payload, StandardCharsets.UTF_8));
            assertThat(ran.err()).contains("ClientHello", "close_notify");
        }
    }

    @Test
    void endsATunnelWhenTheServerDoes() throws Exception {
        try (PipedOutputStream neverEnding = new PipedOutputStream();
                InputStream input = new PipedInputStream(neverEnding)) {
            neverEnding.write("GET /a.txt HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Ran ran = Ran.limpid(input, Map.of(), "connect", served.address(), "--cacert", served.root(), "--tunnel");
            assertThat(ran.code()).as(ran.all()).isZero();
            assertThat(ran.out()).startsWith("HTTP/1.1 200 OK").endsWith("hello\n");
        }
    }

    @Test
    void showsACertificateOfItsOwn() throws Exception {
        dev.limpid.cli.authority.Authority authority =
                dev.limpid.cli.authority.Authority.fresh("Clients", java.time.Instant.now());
        dev.limpid.cli.authority.Issued issued = authority.issue(dev.limpid.cli.authority.Leaf.client("someone"));
        Path ca = Files.writeString(temp.resolve("ca.pem"), dev.limpid.cli.authority.Pem.of(authority.root()));
        Path cert = Files.writeString(
                temp.resolve("cert.pem"),
                String.join(
                        "",
                        issued.chain().stream()
                                .map(dev.limpid.cli.authority.Pem::of)
                                .toList()));
        Path key = Files.writeString(
                temp.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + java.util.Base64.getMimeEncoder()
                                .encodeToString(issued.key().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        try (Served need = Served.limpid("--client-auth", "need", "--client-ca", ca.toString())) {
            List<String> arguments =
                    new ArrayList<>(List.of("connect", need.address(), "--cacert", need.root(), "--get", "/"));
            assertThat(Ran.limpid(arguments.toArray(String[]::new)).code()).isEqualTo(40);
            arguments.addAll(List.of("--cert", cert.toString(), "--key", key.toString()));
            Ran ran = Ran.limpid(arguments.toArray(String[]::new));
            assertThat(ran.code()).as(ran.all()).isZero();
        }
    }

    private Ran connect(String target, String... options) {
        String[] all = Arrays.copyOf(new String[] {"connect", target, "--cacert", served.root()}, 4 + options.length);
        System.arraycopy(options, 0, all, 4, options.length);
        return Ran.limpid(all);
    }
}
