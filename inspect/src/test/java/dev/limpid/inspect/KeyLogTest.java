// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.SecretKind;
import dev.limpid.observe.Side;
import dev.limpid.testkit.EventScript;
import dev.limpid.testkit.SampleConnection;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyLogTest {
    private static final String RANDOM = "c1".repeat(32);

    private final SecretAccess access = SecretAccess.dangerouslyRevealingSecrets();

    @TempDir
    private Path folder;

    @Test
    void writesALineForEachTrafficSecret() {
        StringBuilder out = new StringBuilder();
        play(KeyLog.to(out, access));

        assertThat(out.toString().lines())
                .containsExactly(
                        line(
                                "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
                                SecretKind.CLIENT_HANDSHAKE_TRAFFIC,
                                SecretKind.HANDSHAKE_SECRET),
                        line(
                                "SERVER_HANDSHAKE_TRAFFIC_SECRET",
                                SecretKind.SERVER_HANDSHAKE_TRAFFIC,
                                SecretKind.HANDSHAKE_SECRET),
                        line("CLIENT_TRAFFIC_SECRET_0", SecretKind.CLIENT_APPLICATION_TRAFFIC, SecretKind.MAIN_SECRET),
                        line("SERVER_TRAFFIC_SECRET_0", SecretKind.SERVER_APPLICATION_TRAFFIC, SecretKind.MAIN_SECRET));
    }

    @Test
    void writesExporterSecretsOnlyWhenAskedOnceMore() {
        StringBuilder out = new StringBuilder();
        play(KeyLog.to(out, access).withExporterSecrets());

        assertThat(out.toString().lines())
                .contains(line("EXPORTER_SECRET", SecretKind.EXPORTER, SecretKind.MAIN_SECRET))
                .hasSize(5);
    }

    @Test
    void writesTheSecretsOfEarlyDataEvenThoughNoServerHelloMayCome() {
        StringBuilder out = new StringBuilder();
        earlyData(KeyLog.to(out, access).withExporterSecrets());

        assertThat(out.toString().lines())
                .containsExactly(
                        line("CLIENT_EARLY_TRAFFIC_SECRET", SecretKind.CLIENT_EARLY_TRAFFIC, SecretKind.EARLY_SECRET),
                        line("EARLY_EXPORTER_SECRET", SecretKind.EARLY_EXPORTER, SecretKind.EARLY_SECRET));
    }

    @Test
    void theEarlyExporterIsAnExporterToo() {
        StringBuilder out = new StringBuilder();
        earlyData(KeyLog.to(out, access));

        assertThat(out.toString().lines())
                .containsExactly(
                        line("CLIENT_EARLY_TRAFFIC_SECRET", SecretKind.CLIENT_EARLY_TRAFFIC, SecretKind.EARLY_SECRET));
    }

    @Test
    void leavesOutLaterGenerationsWhichFollowFromTheFirst() {
        StringBuilder out = new StringBuilder();
        EventScript script =
                EventScript.revealing(Side.CLIENT, KeyLog.to(out, access).connection(), access);
        SampleConnection.hello(script, "shop.lab");
        script.secret(
                SecretKind.CLIENT_APPLICATION_TRAFFIC, 1, "traffic upd", "", SecretKind.CLIENT_APPLICATION_TRAFFIC);

        assertThat(out).isEmpty();
    }

    @Test
    void aConnectionThatWasNotConfiguredWithTheTokenStaysShut() {
        StringBuilder out = new StringBuilder();
        KeyLog log = KeyLog.to(out, access);
        SampleConnection.success(EventScript.of(Side.CLIENT, log.connection()));
        SampleConnection.success(
                EventScript.revealing(Side.CLIENT, log.connection(), SecretAccess.dangerouslyRevealingSecrets()));

        assertThat(out).isEmpty();
    }

    @Test
    void createsAFileForItsOwnerAlone() throws IOException {
        assumePosix();
        Path file = folder.resolve("keys.log");
        try (KeyLog log = KeyLog.toFile(file, access)) {
            play(log);
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readAllLines(file)).hasSize(4);
    }

    @Test
    void appendsToWhatIsThere() throws IOException {
        assumePosix();
        Path file = folder.resolve("keys.log");
        for (int i = 0; i < 2; i++) {
            try (KeyLog log = KeyLog.toFile(file, access)) {
                play(log);
            }
        }

        assertThat(Files.readAllLines(file)).hasSize(8);
    }

    @Test
    void refusesAFileThatOthersMayUse() throws IOException {
        assumePosix();
        Path file = Files.createFile(folder.resolve("keys.log"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> KeyLog.toFile(file, access))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("others");
        assertThat(file).isEmptyFile();
    }

    @Test
    void refusesASymbolicLinkAndAFolder() throws IOException {
        assumePosix();
        Path target = folder.resolve("target");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);

        assertThatThrownBy(() -> KeyLog.toFile(link, access)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> KeyLog.toFile(folder, access)).isInstanceOf(IOException.class);
        assertThat(target).doesNotExist();
    }

    @Test
    void tellsWhyItFellSilent() {
        KeyLog log = KeyLog.to(Full.DEVICE, access);
        play(log);

        assertThat(log.failure()).hasValueSatisfying(e -> assertThat(e).hasMessage("no space left"));
    }

    private void earlyData(KeyLog log) {
        EventScript script = EventScript.revealing(Side.CLIENT, log.connection(), access);
        SampleConnection.hello(script, "shop.lab");
        script.secret(SecretKind.CLIENT_EARLY_TRAFFIC, 0, "c e traffic", "", SecretKind.EARLY_SECRET);
        script.secret(SecretKind.EARLY_EXPORTER, 0, "e exp master", "", SecretKind.EARLY_SECRET);
    }

    private void play(KeyLog log) {
        SampleConnection.success(EventScript.revealing(Side.CLIENT, log.connection(), access));
    }

    private static String line(String label, SecretKind kind, SecretKind parent) {
        return label + " " + RANDOM + " " + HexFormat.of().formatHex(EventScript.secretValue(kind, 0, parent));
    }

    private static void assumePosix() {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "needs POSIX permissions");
    }

    /** A disk without room. */
    private static final class Full extends Writer {
        static final Full DEVICE = new Full();

        @Override
        public void write(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("no space left");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
