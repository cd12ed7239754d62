// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testkit.Lab;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Random;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code limpid connect} against servers that do it wrong: the verdict, the exit code, in time, and never a stack trace. */
@Timeout(180)
class WrongServersTest {
    /** Much longer than any client of these tests wants to wait. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    @ParameterizedTest
    @CsvSource({
        "expired,         CERT.TIME.EXPIRED,      32",
        "not-yet,         CERT.TIME.NOT_YET,      32",
        "wrong-name,      CERT.NAME.MISMATCH,     33",
        "no-intermediate, CERT.CHAIN.INCOMPLETE,  31",
        "unknown-ca,      CERT.ANCHOR.UNKNOWN,    30",
        "wrong-purpose,   CERT.PURPOSE,           34",
        "require-cert,    MTLS.REQUIRED,          40",
        "hrr,             OK,                      0",
    })
    void tellsWhatIsWrongWithLimpidsOwnWrongServer(String fault, String code, int exit) throws Exception {
        try (Served served = Served.limpid("--wrong", fault)) {
            Ran ran = connect(served.address(), "--cacert", served.root());
            expect(ran, code, exit);
        }
    }

    @Test
    void tellsThatNoApplicationProtocolIsInCommon() throws Exception {
        try (Served served = Served.limpid("--wrong", "no-alpn")) {
            expect(connect(served.address(), "--cacert", served.root(), "--alpn", "h2"), "NEG.ALPN.MISMATCH", 23);
        }
    }

    @Test
    void tellsThatSniIsRequired() throws Exception {
        try (Served served = Served.limpid("--wrong", "require-sni")) {
            expect(connect(served.address(), "--cacert", served.root(), "--no-sni"), "NEG.SNI.REQUIRED", 22);
        }
    }

    @Test
    void tellsThatAnAnswerWasCutOff() throws Exception {
        try (Served served = Served.limpid("--wrong", "truncate")) {
            expect(connect(served.address(), "--cacert", served.root(), "--get", "/"), "CLOSE.TRUNCATED", 50);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--groups,       x25519,                 P-256",
        "--ciphersuites, TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384",
    })
    void tellsThatNothingIsInCommon(String option, String theirs, String ours) throws Exception {
        try (Served served = Served.limpid(option, theirs)) {
            Ran ran = connect(served.address(), "--cacert", served.root(), option, ours);
            assertThat(ran.code()).as(ran.all()).isEqualTo(21);
            assertThat(ran.out()).contains(option.equals("--groups") ? "NEG.GROUP.NONE" : "NEG.SUITE.NONE");
            expectPlainWords(ran);
        }
    }

    @Test
    void tellsThatTheServerSpeaksTls12Alone() throws Exception {
        SSLServerSocket listening = (SSLServerSocket)
                jsse().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listening.setEnabledProtocols(new String[] {"TLSv1.2"});
        try (FakeServer server = new FakeServer(listening, client -> ((SSLSocket) client).startHandshake())) {
            expect(connect(server.address()), "NEG.VERSION", 20);
        }
    }

    @ParameterizedTest
    @CsvSource({"'HTTP/1.1 400 Bad Request\r\n\r\n', HTTP", "'SSH-2.0-OpenSSH_9.9\r\n', SSH"})
    void namesAnotherProtocol(String greeting, String protocol) throws Exception {
        try (FakeServer server =
                new FakeServer(client -> answer(client, greeting.getBytes(StandardCharsets.US_ASCII)))) {
            Ran ran = connect(server.address());
            expect(ran, "PATH.NO_TLS", 12);
            assertThat(ran.out()).contains(protocol);
        }
    }

    @Test
    void tellsThatGarbageIsNoTls() throws Exception {
        byte[] garbage = new byte[500];
        new Random(42).nextBytes(garbage);
        try (FakeServer server = new FakeServer(client -> answer(client, garbage))) {
            expect(connect(server.address()), "PATH.NO_TLS", 12);
        }
    }

    @Test
    void tellsThatNobodyListens() throws Exception {
        // Bound but not listening: nobody else can get the port meanwhile
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            expect(connect("127.0.0.1:" + bound.getLocalPort()), "PATH.REFUSED", 11);
        }
    }

    @Test
    void tellsThatAPortAcceptsButNeverAnswers() throws Exception {
        try (FakeServer server = new FakeServer(client -> Thread.sleep(SILENCE))) {
            expectTimeout(server);
        }
    }

    @Test
    void tellsThatAServerFallsSilentAfterTheClientHello() throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            readClientHello(client);
            Thread.sleep(SILENCE);
        })) {
            expectTimeout(server);
        }
    }

    @Test
    void isNotHeldByAServerThatSendsAByteNowAndThen() throws Exception {
        byte[] record = {22, 3, 3, 1, 0};
        try (FakeServer server = new FakeServer(client -> {
            readClientHello(client);
            OutputStream out = client.getOutputStream();
            out.write(record);
            while (true) {
                out.write(2);
                out.flush();
                Thread.sleep(50);
            }
        })) {
            expectTimeout(server);
        }
    }

    @Test
    void tellsThatTheConnectionWasResetInMidHandshake() throws Exception {
        try (FakeServer server = new FakeServer(client -> {
            readClientHello(client);
            client.setSoLinger(true, 0);
        })) {
            Ran ran = connect(server.address());
            assertThat(ran.code()).as(ran.all()).isEqualTo(25);
            assertThat(ran.out()).contains("reset");
            expectPlainWords(ran);
        }
    }

    @Test
    void tellsThatTheServerClosedWithoutAWord() throws Exception {
        try (FakeServer server = new FakeServer(WrongServersTest::readClientHello)) {
            Ran ran = connect(server.address());
            assertThat(ran.code()).as(ran.all()).isEqualTo(25);
            expectPlainWords(ran);
        }
    }

    @Test
    void tellsThatANameHasNoAddress() {
        expect(connect("name.invalid"), "PATH.NAME_UNKNOWN", 10);
    }

    private static Ran connect(String address, String... options) {
        String[] all = new String[options.length + 4];
        all[0] = "connect";
        all[1] = address;
        all[2] = "--timeout";
        all[3] = "60";
        System.arraycopy(options, 0, all, 4, options.length);
        return Ran.limpid(all);
    }

    private static void expect(Ran ran, String code, int exit) {
        assertThat(ran.code()).as(ran.all()).isEqualTo(exit);
        if (exit != 0) {
            assertThat(ran.out()).startsWith("✘ " + code);
        }
        expectPlainWords(ran);
    }

    private static void expectPlainWords(Ran ran) {
        assertThat(ran.all())
                .doesNotContain("\tat ", "Exception in thread")
                .doesNotContainPattern("at dev\\.limpid\\.");
        assertThat(ran.out().lines()).allMatch(line -> line.length() <= 100, "at most 100 columns");
    }

    private static void expectTimeout(FakeServer server) {
        long began = System.nanoTime();
        Ran ran = Ran.limpid("connect", server.address(), "--timeout", "0.5");
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        expect(ran, "PATH.TIMEOUT", 13);
        assertThat(took).isLessThan(SILENCE.dividedBy(2));
    }

    private static void answer(Socket client, byte[] bytes) throws IOException {
        readClientHello(client);
        client.getOutputStream().write(bytes);
        client.shutdownOutput();
        client.getInputStream().readAllBytes();
    }

    private static void readClientHello(Socket client) throws IOException {
        byte[] header = client.getInputStream().readNBytes(5);
        client.getInputStream().readNBytes((header[3] & 0xff) << 8 | header[4] & 0xff);
    }

    private static SSLContext jsse() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Certificate[] chain = {Lab.SHOP.certificate(), Lab.INTERMEDIATE.certificate()};
        store.setKeyEntry("shop", Lab.SHOP.credential().privateKey(), new char[0], chain);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
