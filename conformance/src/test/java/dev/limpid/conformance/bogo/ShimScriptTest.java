// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.TlsConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The start script, in a folder where the classes of this test run stand where its jars would be. */
class ShimScriptTest {
    private static final Path SCRIPT = Path.of("bogo", "shim");

    /** For a whole JVM to start, on a machine that has much else to do. */
    private static final int PATIENCE_SECONDS = 120;

    private final List<Process> started = new ArrayList<>();

    @TempDir
    Path folder;

    private Path script;

    @BeforeEach
    void standIn() throws IOException, URISyntaxException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "the script is for machines with a shell");
        Path home = Files.createDirectories(folder.resolve("target/bogo"));
        Files.writeString(home.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java") + "\n");
        Files.createSymbolicLink(home.resolve("core.jar"), source(TlsConnection.class));
        Files.createSymbolicLink(home.resolve("shim.jar"), source(BogoShim.class));
        Path bogo = Files.createDirectories(folder.resolve("bogo"));
        script = Files.copy(SCRIPT, bogo.resolve("shim"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    }

    @AfterEach
    void leaveNothingRunning() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void speaksOverTcpAndLeavesStandardErrorEmpty() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process shim = start(
                    "-expect-no-session",
                    "-port",
                    "" + listener.getLocalPort(),
                    "-shim-id",
                    "7",
                    "-host-name",
                    "shop.lab");
            listener.setSoTimeout(PATIENCE_SECONDS * 1000);
            try (Socket socket = listener.accept()) {
                assertThat(socket.getInputStream().readNBytes(8)).containsExactly(7, 0, 0, 0, 0, 0, 0, 0);
                Peers.server(socket).handshake().exchange("through a process").close();
            }
            assertThat(text(shim)).isEmpty();
            assertThat(shim.waitFor()).isZero();
        }
    }

    @Test
    void saysWithoutAJvmThatThereIsNoHandshaker() throws Exception {
        Files.writeString(folder.resolve("target/bogo/java"), "/nowhere/java\n");
        Process shim = start("-is-handshaker-supported");

        assertThat(new String(shim.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("No\n");
        assertThat(text(shim)).isEmpty();
        assertThat(shim.waitFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-dtls",
                "-on-resume-quic-transport-params",
                "-application-settings",
                "-expect-delegated-credential-used",
                "-handshake-hints",
                "-renegotiate-once",
                "-ech-config-list",
                "-on-retry-fips-202205"
            })
    void skipsWithoutAJvmWhatIsNotImplemented(String flag) throws Exception {
        Files.writeString(folder.resolve("target/bogo/java"), "/nowhere/java\n");
        Process shim = start("-port", "1", "-cert-file", "", flag);

        assertThat(text(shim)).isEqualTo("unimplemented: " + flag + "\n");
        assertThat(shim.waitFor()).isEqualTo(89);
    }

    @Test
    void refusesNothingThatTheShimKnows() throws IOException {
        Matcher list = Pattern.compile("case \\$argument in(.*?)\\)\\n", Pattern.DOTALL)
                .matcher(Files.readString(SCRIPT));
        assertThat(list.find()).isTrue();
        List<Pattern> refused = Stream.of(list.group(1).replace("\\\n", " ").split("\\|"))
                .map(glob -> Pattern.compile(glob.strip().replace("*", ".*")))
                .toList();

        assertThat(refused).hasSizeGreaterThan(20);
        assertThat(Flags.names())
                .isNotEmpty()
                .noneMatch(name -> refused.stream()
                        .anyMatch(glob -> Stream.of("", "-on-initial", "-on-resume", "-on-retry")
                                .anyMatch(prefix -> glob.matcher(prefix + name).matches())));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Dannounced=on-standard-error");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static String text(Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new String(process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Path source(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
