// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.demo.SecretSearch;
import dev.limpid.cli.demo.Secrets;
import dev.limpid.cli.http.Catalogue;
import dev.limpid.cli.http.HttpSession;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.Credentials;
import dev.limpid.net.SystemTime;
import dev.limpid.net.TlsChannel;
import dev.limpid.net.TlsServer;
import dev.limpid.net.Transport;
import dev.limpid.render.Look;
import dev.limpid.testkit.Lab;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Nothing that is printed holds a live secret, in hexadecimal or base64: what the server derived is what the client derived. */
@Timeout(180)
class SecretsTest {
    @TempDir
    Path temp;

    private String root = "";

    @BeforeEach
    void writeRoot() throws IOException {
        root = Files.writeString(temp.resolve("root.pem"), Lab.ROOT.pem()).toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-v",
                "-vv --bytes --keys",
                "--ndjson",
                "--ndjson -vv --bytes --keys",
                "-vv --bytes --keys --key-update",
                "-vv --get /",
                "-vv --insecure --sni other.lab",
                "-vv --sni other.lab",
                "-vv --groups P-256 --keys",
            })
    void areInNothingThatConnectPrints(String options) throws IOException {
        Secrets secrets = new Secrets();
        try (TlsServer server = server(secrets, false)) {
            Ran ran = connect(server, options);
            expectNone(secrets, ran.all());
        }
    }

    @Test
    void areInNothingThatAFailurePrints() throws IOException {
        Secrets secrets = new Secrets();
        try (TlsServer server = server(secrets, true)) {
            Ran ran = connect(server, "-vv --bytes --keys --get /");
            assertThat(ran.code()).as(ran.all()).isNotZero();
            expectNone(secrets, ran.all());
        }
    }

    /** The search itself must be able to find something. */
    @Test
    void areInAKeyLogAndFoundThere() throws IOException {
        Secrets secrets = new Secrets();
        Path log = temp.resolve("keys.log");
        try (TlsServer server = server(secrets, false)) {
            Ran ran = connect(server, "-vv --keylog " + log);
            assertThat(ran.code()).as(ran.all()).isZero();
            expectNone(secrets, ran.all());
        }
        String text = Files.readString(log);
        assertThat(SecretSearch.found(secrets, text)).hasSize(4);
        assertThat(text.lines()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-vv --bytes --keys", "--ndjson -vv"})
    void areInNothingThatDemoPrints(String options) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = Ran.console(InputStream.nullInputStream(), out, out, Map.of());
        StoryOptions story =
                CommandLine.populateCommand(new StoryOptions(), words(options).toArray(String[]::new));
        Report report = new Report(console.out(), Look.plain(100), story);
        DemoCommand demo = CommandLine.populateCommand(
                new DemoCommand(console), words(options).toArray(String[]::new));

        Demonstration.Result result = new Demonstration(report).run(0);
        assertThat(demo.tell(result, Look.plain(100), report)).isZero();

        assertThat(out.size()).isGreaterThan(1000);
        for (Secrets secrets : result.secrets()) {
            expectNone(secrets, out.toString(StandardCharsets.UTF_8));
        }
    }

    /** What leaves the connection as an exception is searched too: its text, its report, and the causes'. */
    @Test
    void areInNoException() throws IOException {
        Secrets secrets = new Secrets();
        try (TlsServer server = server(secrets, true)) {
            TlsChannel channel = TlsChannel.connect(
                    ClientConfig.builder(Lab.CRYPTO, SystemTime.INSTANCE, Lab.verifier())
                            .build(),
                    Lab.NAME,
                    Transport.of(SocketChannel.open(server.address())));
            Throwable thrown =
                    Assertions.catchThrowable(() -> channel.inputStream().readAllBytes());
            assertThat(thrown).isNotNull();
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            text.append(channel.report().toString()).append(channel.toString());
            expectNone(secrets, text.toString());
        }
    }

    private Ran connect(TlsServer server, String options) {
        List<String> arguments = new ArrayList<>(List.of(
                "connect",
                "shop.lab:443",
                "--connect-to",
                "127.0.0.1:" + server.address().getPort(),
                "--cacert",
                root));
        arguments.addAll(words(options));
        return Ran.limpid(arguments.toArray(String[]::new));
    }

    private static TlsServer server(Secrets secrets, boolean failing) throws IOException {
        ServerConfig config = ServerConfig.builder(
                        Lab.CRYPTO, SystemTime.INSTANCE, Credentials.of(Lab.SHOP.credential()))
                .secretAccess(secrets.token())
                .observer(secrets)
                .build();
        TlsServer server = TlsServer.bind(config, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.start(channel -> {
            if (failing) {
                channel.abort();
                return;
            }
            new HttpSession(
                            channel.inputStream(),
                            channel.outputStream(),
                            new Catalogue(),
                            patience -> {},
                            (request, status, received, sent) -> {})
                    .serve();
        });
        return server;
    }

    private static void expectNone(Secrets secrets, String text) {
        assertThat(SecretSearch.count(secrets))
                .as("there is something to look for")
                .isGreaterThanOrEqualTo(2);
        assertThat(SecretSearch.found(secrets, text)).isEmpty();
    }

    private static List<String> words(String options) {
        return options.isEmpty() ? List.of() : List.of(options.split(" ", -1));
    }
}
