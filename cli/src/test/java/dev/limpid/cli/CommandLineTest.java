// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    Path temp;

    @Test
    void showsHelpWithoutArguments() {
        Ran ran = Ran.limpid();
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("demo", "connect", "serve", "keys", "limpid demo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "connect", "serve", "keys"})
    void explainsEachCommandInTheColumnsThatThereAre(String command) {
        for (int columns : new int[] {80, 90, 100}) {
            Map<String, String> environment = Map.of("COLUMNS", Integer.toString(columns));
            Ran ran = Ran.limpid(InputStream.nullInputStream(), environment, command, "--help");
            assertThat(ran.code()).isZero();
            assertThat(ran.out().lines())
                    .allMatch(line -> line.length() <= columns)
                    .anyMatch(line -> line.contains("Usage:"));
        }
        Ran nobodyKnows = Ran.limpid(command, "--help");
        assertThat(nobodyKnows.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "--nonsense",
                "connect",
                "connect a b",
                "connect http://localhost",
                "connect localhost --timeout 0",
                "connect localhost --timeout soon",
                "connect localhost --groups x25518",
                "connect localhost --groups x25519,x25519",
                "connect localhost --ciphersuites TLS_RSA_WITH_AES_128_CBC_SHA",
                "connect localhost --sigalgs md5",
                "connect localhost -4 -6",
                "connect localhost --resolve localhost:443",
                "connect localhost --resolve localhost:443:localhost",
                "connect localhost --connect-to localhost",
                "connect localhost --tunnel --get /",
                "connect localhost --no-sni --sni x",
                "connect localhost -o file",
                "connect localhost --fail",
                "connect localhost --fail-on error",
                "connect localhost --cert a.pem --cert b.pem --key a.key",
                "connect localhost --width 20",
                "connect localhost --capass env:NO_SUCH_VARIABLE --cacert store.p12",
                "connect localhost --record-size 10",
                "connect localhost --record-size 16385",
                "connect localhost --pad 0",
                "connect localhost --pad least:99999",
                "connect localhost --pad much",
                "connect localhost --key-update-every 3",
                "connect localhost --compress lzma",
                "connect localhost --compress brotli",
                "connect localhost --compress zlib,zlib",
                "connect localhost --ocsp maybe",
                "connect localhost --early-data get",
                "connect localhost --early-data file",
                "connect localhost --reconnect --early-data get",
                "connect localhost --reconnect --early-data file --get /",
                "connect localhost --reconnect=-1",
                "connect localhost --tickets 256",
                "connect localhost --psk no-colon",
                "connect localhost --psk a:0011",
                "connect localhost --psk a:not-hexadecimal",
                "connect localhost --psk a:env:NO_SUCH_VARIABLE",
                "connect localhost --psk-hash sha384",
                "connect localhost --psk-hash md5 --psk a:00112233445566778899aabbccddeeff",
                "connect localhost --psk a:00112233445566778899aabbccddeeff --psk a:00112233445566778899aabbccddeeff",
                "connect localhost --raw-key a.key",
                "serve --ocsp response.der",
                "serve --raw-public-key a.pem --ocsp response.der",
                "serve --raw-public-key a.pem --name localhost",
                "serve --raw-key a.key",
                "serve --peer-public-key a.pem",
                "serve --tickets 17",
                "serve --max-early-data 0",
                "serve --max-early-data 100 --tickets 0",
                "serve --post-handshake-auth=private",
                "serve --echo --post-handshake-auth",
                "serve --port 65536",
                "serve --wrong everything",
                "serve --cert a.pem --wrong expired",
                "serve --echo .",
                "serve --client-ca ca.pem",
                "serve --name not..a..name",
                "demo --port -1",
                "keys",
                "keys --rfc8448=9",
            })
    void saysInASentenceWhatIsWrongWithACommandLine(String line) {
        Ran ran = Ran.limpid(line.split(" ", -1));
        assertThat(ran.code()).as(ran.all()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("limpid: ").doesNotContain("Exception", "\tat ");
        assertThat(ran.err().lines().count()).as(ran.err()).isBetween(2L, 4L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect localhost --cacert no-such-file.pem",
                "connect localhost --cert no-such-file.pem",
                "connect localhost --raw-public-key no-such-file.pem",
                "connect localhost --peer-public-key no-such-file.pem",
                "connect localhost --sess-in no-such-file",
                "serve --port 0 --raw-public-key no-such-file.pem",
                "connect localhost --reconnect --early-data no-such-file",
                "connect localhost --psk a:file:no-such-file",
                "serve no-such-folder --port 0",
                "serve --port 0 --cert no-such-file.pem --key no-such-file.pem",
                "serve --port 0 --ca-out no-such-folder/root.pem",
            })
    void saysInASentenceWhichLocalFileIsAmiss(String line) {
        Ran ran = Ran.limpid(line.split(" ", -1));
        assertThat(ran.code()).as(ran.all()).isEqualTo(3);
        assertThat(ran.err()).startsWith("limpid: ").contains("no-such-").doesNotContain("Exception", "\tat ");
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            for (String command : new String[] {"serve", "demo"}) {
                Ran ran = Ran.limpid(command, "--port", port);
                assertThat(ran.code()).as(ran.all()).isEqualTo(3);
                assertThat(ran.err()).contains("port " + port);
            }
        }
    }

    @Test
    void refusesAKeyLogThatOthersCouldRead() throws Exception {
        Path log = Files.writeString(temp.resolve("keys.log"), "");
        Files.setPosixFilePermissions(log, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        Ran ran = Ran.limpid("connect", "localhost:1", "--keylog", log.toString());
        assertThat(ran.code()).as(ran.all()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--psk=me:0123456789abcdef0123456789abcdef",
                "--psk me:0123456789abcdef0123456789abcdef",
                "--psk me:0123456789abcdefg"
            })
    void neverShowsASharedKey(String option) {
        String[] arguments = ("connect 127.0.0.1:1 --timeout 2 -vv --keys " + option).split(" ", -1);
        assertThat(Ran.limpid(arguments).all()).doesNotContain("0123456789");
    }

    @Test
    void neverShowsAPassword() {
        Ran ran = Ran.limpid("connect", "127.0.0.1:1", "--capass", "hunter2", "--pass=hunter3", "--timeout", "2");
        assertThat(ran.code()).isEqualTo(11);
        assertThat(ran.out()).contains("limpid connect 127.0.0.1:1").doesNotContain("hunter");
    }

    @Test
    void survivesAStandardOutputThatTakesNothing() {
        PrintStream broken = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws java.io.IOException {
                throw new java.io.IOException("Broken pipe");
            }
        });
        Console console = new Console(InputStream.nullInputStream(), broken, broken, false, Map.of());
        assertThat(Limpid.run(console, "keys", "--rfc8448")).isEqualTo(3);
    }

    @Test
    void reportsAFaultOfItsOwnWithoutItsText() {
        PrintStream out = new PrintStream(OutputStream.nullOutputStream());
        java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
        Console broken = new Console(
                InputStream.nullInputStream(), out, new PrintStream(err, true, StandardCharsets.UTF_8), false, null);
        assertThat(Limpid.run(broken, "keys", "--rfc8448")).isEqualTo(70);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("NullPointerException", "dev.limpid.cli.", "report")
                .doesNotContain("Cannot invoke");
    }
}
