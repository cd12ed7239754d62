// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tickets, shared keys and early data, each over real connections between the two commands. */
@Timeout(180)
class SessionFlagsTest {
    private static final String KEY = "00112233445566778899aabbccddeeff";

    @TempDir
    Path temp;

    private Served served;

    @BeforeEach
    void serve() throws IOException {
        served = Served.limpid("--max-early-data", "16384", "--psk", "me:" + KEY);
    }

    @AfterEach
    void stop() throws Exception {
        served.close();
    }

    @Test
    void connectsAgainWithTheTicketThatCame() {
        Ran ran = connect("--reconnect=2", "--get", "/");
        assertThat(ran.code()).as(ran.all()).isZero();
        assertThat(ran.out())
                .containsSubsequence("full handshake", "Connection 2 of 3", "resumed", "Connection 3 of 3", "resumed");
        assertThat(served.awaitOut(text -> text.split("resumed", -1).length > 2))
                .contains("resumed");
    }

    @Test
    void waitsForATicketWhereNothingElseIsSaid() {
        Ran ran = connect("--resume");
        assertThat(ran.code()).as(ran.all()).isZero();
        assertThat(ran.out()).containsSubsequence("NewSessionTicket", "Connection 2 of 2", "resumed");
    }

    @Test
    void keepsASessionInAFileOfItsOwnersAlone() throws IOException {
        Path file = temp.resolve("session");
        Ran first = connect("--sess-out", file.toString());
        assertThat(first.code()).as(first.all()).isZero();
        assertThat(first.err()).contains("a secret, good for one connection");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Ran again = connect("--sess-in", file.toString(), "--sess-out", file.toString());
        assertThat(again.code()).as(again.all()).isZero();
        assertThat(again.out()).contains("resumed");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(connect("--sess-in", file.toString()).code()).isEqualTo(3);
        assertThat(connect("--sess-out", file.toString()).code()).isEqualTo(3);
    }

    @Test
    void followsNoLinkToASecret() throws IOException {
        Path file = temp.resolve("session");
        connect("--sess-out", file.toString());
        Path link = Files.createSymbolicLink(temp.resolve("link"), file);
        assertThat(connect("--sess-in", link.toString()).code()).isEqualTo(3);
        assertThat(connect("--sess-out", link.toString()).code()).isEqualTo(3);
    }

    @Test
    void refusesAFileThatHoldsNoSession() throws IOException {
        Path file = Files.writeString(temp.resolve("noise"), "limpid-s and then noise");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Ran ran = connect("--sess-in", file.toString());
        assertThat(ran.code()).as(ran.all()).isEqualTo(3);
        assertThat(ran.err()).contains("no session", "--sess-out").doesNotContain("noise and");
    }

    @Test
    void saysWhyATicketDoesNotDo() throws IOException {
        Path file = temp.resolve("session");
        connect("--sess-out", file.toString());
        Ran otherTrust = Ran.limpid("connect", served.address(), "-k", "-v", "--sess-in", file.toString());
        assertThat(otherTrust.out())
                .contains("no session is resumed: what this client trusts or can show has changed since");
        try (Served other = Served.limpid("--name", "localhost")) {
            Ran elsewhere = Ran.limpid(
                    "connect", other.address(), "--cacert", other.root(), "-v", "--sess-in", file.toString());
            assertThat(elsewhere.code()).as(elsewhere.all()).isZero();
            assertThat(elsewhere.out()).contains("no session is resumed: ");
        }
    }

    @Test
    void tellsOfTicketsThatNobodyAskedFor() {
        assertThat(tickets(connect())).isEqualTo(2);
        assertThat(tickets(connect("--get", "/"))).isEqualTo(2);
    }

    @Test
    void asksForAsManyTicketsAsItWants() {
        assertThat(tickets(connect("--get", "/", "--tickets", "0"))).isZero();
        assertThat(tickets(connect("--get", "/", "--tickets", "1"))).isEqualTo(1);
        assertThat(tickets(connect("--get", "/", "--tickets", "9"))).isEqualTo(2);
    }

    @Test
    void sendsAGetEarly() {
        Ran ran = connect("--reconnect", "--get", "/products", "--early-data", "get", "-o", "-");
        assertThat(ran.code()).as(ran.all()).isZero();
        assertThat(ran.out().split("Moka pot", -1)).hasSize(3);
        assertThat(ran.err())
                .containsSubsequence(
                        "Connection 2 of 2",
                        "resumed",
                        "GET /products, early",
                        "early data is accepted",
                        "EndOfEarlyData");
        served.awaitOut(text -> text.contains("early data taken") && text.contains("GET /products → HTTP 200"));
    }

    @Test
    void sendsAGetAgainThatTheServerDidNotTakeEarly() throws Exception {
        Path file = temp.resolve("session");
        connect("--sess-out", file.toString());
        Path copy = Files.copy(file, temp.resolve("copy"));
        for (Path session : new Path[] {file, copy}) {
            Ran ran = connect("--sess-in", session.toString(), "--get", "/products", "--early-data", "get", "-o", "-");
            assertThat(ran.code()).as(ran.all()).isZero();
            assertThat(ran.out()).contains("Moka pot");
        }
        try (Served without = Served.limpid()) {
            Ran ran = Ran.limpid(
                    "connect",
                    without.address(),
                    "--cacert",
                    without.root(),
                    "--sess-in",
                    file.toString(),
                    "--get",
                    "/products",
                    "--early-data",
                    "get");
            assertThat(ran.code()).as(ran.all()).isZero();
            assertThat(ran.out()).contains("HTTP 200").doesNotContain("early data is accepted");
        }
    }

    @Test
    void takesEarlyDataAtOnceAfterARestartButNoneOfBefore() throws Exception {
        Path session = temp.resolve("session");
        try (Served restarted = Served.limpid("--max-early-data", "16384")) {
            Path roots = Files.writeString(
                    temp.resolve("roots.pem"),
                    Files.readString(Path.of(served.root())) + Files.readString(Path.of(restarted.root())));
            String[] trust = {"--cacert", roots.toString(), "--get", "/products"};
            String[] before = {"connect", served.address(), "--sess-out", session.toString()};
            String[] after = {"connect", restarted.address(), "--early-data", "get"};
            assertThat(Ran.limpid(joined(before, trust)).code()).isZero();

            Ran old = Ran.limpid(joined(after, trust, "--sess-in", session.toString()));
            assertThat(old.code()).as(old.all()).isZero();
            assertThat(old.out())
                    .contains("GET /products, early", "full handshake", "HTTP 200")
                    .doesNotContain("early data is accepted");

            Ran fresh = Ran.limpid(joined(after, trust, "--reconnect"));
            assertThat(fresh.code()).as(fresh.all()).isZero();
            assertThat(fresh.out()).containsSubsequence("Connection 2 of 2", "resumed", "early data is accepted");
        }
    }

    @Test
    void wantsAnUnsafeRequestAfterTheHandshake() throws Exception {
        Path session = temp.resolve("session");
        Path post = Files.writeString(
                temp.resolve("post"),
                "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");
        connect("--sess-out", session.toString());
        Ran ran = connect("--sess-in", session.toString(), "--early-data", post.toString(), "--tunnel");
        assertThat(ran.out()).as(ran.all()).startsWith("HTTP/1.1 425");
        assertThat(ran.err()).contains("a file, early", "early data is accepted");
    }

    @ParameterizedTest
    @CsvSource({"--psk me:KEY, 0", "--psk me:KEY --psk other:KEY, 0", "--psk other:KEY, 0"})
    void provesASharedKeyOrFallsBackToCertificates(String options, int code) {
        Ran ran = connect(options.replace("KEY", KEY).split(" ", -1));
        assertThat(ran.code()).as(ran.all()).isEqualTo(code);
        boolean known = options.contains("me:");
        assertThat(ran.out()).contains(known ? "server authenticated by a PSK" : "certificate trusted");
        assertThat(ran.out()).contains(known ? "an external key is used" : "the server did not take what was offered");
        assertThat(ran.all()).doesNotContain(KEY);
    }

    @Test
    void failsWhereTheSharedKeyIsAnother() {
        Ran ran = connect("--psk", "me:" + KEY.replace('0', '1'));
        assertThat(ran.code()).as(ran.all()).isEqualTo(24);
        assertThat(ran.out()).contains("decrypt_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--psk-hash sha384", "--psk-import"})
    void usesOtherHashesAndImports(String option) throws Exception {
        Path key = Files.writeString(temp.resolve("key"), KEY + "\n");
        String[] extra = option.split(" ", -1);
        String[] all = Arrays.copyOf(new String[] {"--psk", "me:file:" + key}, 2 + extra.length);
        System.arraycopy(extra, 0, all, 2, extra.length);
        try (Served other = Served.limpid(all)) {
            String[] command =
                    Arrays.copyOf(new String[] {"connect", other.address(), "--cacert", other.root()}, 4 + all.length);
            System.arraycopy(all, 0, command, 4, all.length);
            Ran ran = Ran.limpid(command);
            assertThat(ran.code()).as(ran.all()).isZero();
            assertThat(ran.out()).contains("server authenticated by a PSK");
        }
    }

    @Test
    void resumesNobodyWithoutTickets() throws Exception {
        try (Served none = Served.limpid("--tickets", "0")) {
            Path file = temp.resolve("none");
            Ran ran = Ran.limpid("connect", none.address(), "--cacert", none.root(), "--sess-out", file.toString());
            assertThat(ran.code()).as(ran.all()).isZero();
            assertThat(ran.err()).contains("no ticket came");
            assertThat(file).doesNotExist();
        }
    }

    private static long tickets(Ran ran) {
        assertThat(ran.code()).as(ran.all()).isZero();
        return Pattern.compile("NewSessionTicket").matcher(ran.out()).results().count();
    }

    private static String[] joined(String[] first, String[] second, String... third) {
        return Stream.of(first, second, third).flatMap(Stream::of).toArray(String[]::new);
    }

    private Ran connect(String... options) {
        String[] all = Arrays.copyOf(
                new String[] {"connect", served.address(), "--cacert", served.root()}, 4 + options.length);
        System.arraycopy(options, 0, all, 4, options.length);
        return Ran.limpid(all);
    }
}
