// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.cli.http.Timer.Patience;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSessionTest {
    private final List<String> told = new ArrayList<>();
    private final List<Patience> timers = new ArrayList<>();

    private final Site site =
            request -> Site.readOrReceive(request, r -> Answer.text(200, "you asked for " + r.path()));

    @Test
    void answersRequestAfterRequestOnOneConnection() throws IOException {
        String answers = talk("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b?q HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(answers).contains("you asked for /a\n", "you asked for /b\n").doesNotContain("Connection: close");
        assertThat(told).containsExactly("GET /a 200 0 17", "GET /b?q 200 0 17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: x\r\nConnection: te, Close\r\n\r\n",
                "GET /a HTTP/1.0\r\n\r\n",
                "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
            })
    void endsWhereTheClientWantsItOrSpeaksHttp10(String request) throws IOException {
        String answers = talk(request + "GET /never HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(answers)
                .startsWith("HTTP/1.1 200")
                .contains("Connection: close")
                .doesNotContain("/never");
    }

    @Test
    void sendsNoBodyInAnswerToHead() throws IOException {
        assertThat(talk("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains("Content-Length: 17")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / HTTP/1.1^^|400",
                "GET / HTTP/1.1^Host: x^Host: y^^|400",
                "nonsense^^|400",
                "GET / HTTP/2.0^Host: x^^|505",
                "POST / HTTP/1.1^Host: x^Content-Length: 5^Transfer-Encoding: chunked^^|400",
                "POST / HTTP/1.1^Host: x^Content-Length: 5^Content-Length: 6^^|400",
                "POST / HTTP/1.1^Host: x^Content-Length: -5^^|400",
                "POST / HTTP/1.1^Host: x^Content-Length: +5^^|400",
                "POST / HTTP/1.1^Host: x^Transfer-Encoding: gzip, chunked^^|501",
                "DELETE / HTTP/1.1^Host: x^^|405",
                "BREW / HTTP/1.1^Host: x^^|405",
            })
    void refusesWhatItCannotServe(String request, int status) throws IOException {
        assertThat(talk(request.replace("^", "\r\n"))).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void boundsTheHead() throws IOException {
        String get = "GET / HTTP/1.1\r\nHost: x\r\n";
        assertThat(talk("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ");
        assertThat(talk(get + "A: " + "a".repeat(9_000) + "\r\n\r\n")).startsWith("HTTP/1.1 431 ");
        assertThat(talk(get + "A: b\r\n".repeat(101) + "\r\n")).startsWith("HTTP/1.1 431 ");
        assertThat(talk(get + ("A: " + "a".repeat(8_000) + "\r\n").repeat(20) + "\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    void countsUploads() throws IOException {
        assertThat(
                        talk(
                                "PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
                                        + "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"))
                .contains("received 5 bytes", "received 7 bytes");
    }

    @Test
    void tellsAClientThatWaitsToGoOn() throws IOException {
        assertThat(talk("PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nhi"))
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n");
    }

    @Test
    void takesAHundredMegabytesInLittleMemory() throws IOException {
        long size = 100_000_000;
        InputStream head = bytes("PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: " + size + "\r\n\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        session(new SequenceInputStream(head, new Zeros(size)), out).serve();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("received 100000000 bytes");
        assertThat(timers).hasSizeGreaterThan((int) (size / HttpSession.STRIDE));
    }

    @Test
    void givesEachPartOfAnExchangeItsTime() throws IOException {
        talk("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(timers)
                .containsSequence(Patience.IDLE, Patience.HEAD)
                .contains(Patience.BODY)
                .endsWith(Patience.IDLE);
    }

    @Test
    void saysNothingToAClientThatLeftInMidRequest() throws IOException {
        assertThat(talk("GET /a HTTP/1.1\r\nHos")).isEmpty();
        assertThat(talk("PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhi"))
                .isEmpty();
        assertThat(talk("")).isEmpty();
    }

    @Test
    void tells500WhenTheSiteFails() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Site broken = request -> {
            throw new IOException("/secret/path is not readable");
        };
        new HttpSession(bytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), out, broken, timers::add, this::told).serve();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 500 ")
                .doesNotContain("secret");
    }

    @Test
    void breaksTheConnectionWhenAFileShrinksUnderIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("short"), "abc");
        Site shrinking = request -> Answer.of(200, "text/plain", new Body.FilePart(file, 0, 10));
        HttpSession session = new HttpSession(
                bytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
                new ByteArrayOutputStream(),
                shrinking,
                timers::add,
                this::told);

        assertThatThrownBy(session::serve).isInstanceOf(EOFException.class);
    }

    private String talk(String requests) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        session(bytes(requests), out).serve();
        return out.toString(StandardCharsets.UTF_8);
    }

    private HttpSession session(InputStream in, ByteArrayOutputStream out) {
        return new HttpSession(in, out, site, timers::add, this::told);
    }

    private void told(String request, int status, long received, long sent) {
        told.add(request + " " + status + " " + received + " " + sent);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** So many zeros, which take no memory. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] b, int off, int len) {
            int n = (int) Math.min(len, left);
            left -= n;
            return n == 0 && len > 0 ? -1 : n;
        }
    }
}
