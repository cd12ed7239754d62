// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGetTest {
    @Test
    void sendsOneRequestWhateverThePathHolds() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] request = HttpGet.request("/a b\r\nX: y?ü=1", "shop.lab:4401", "limpid/1");
        new HttpGet(new ByteArrayInputStream(new byte[0]), out).send(request, 0);

        assertThat(out.toString(StandardCharsets.US_ASCII))
                .hasSize(request.length)
                .startsWith("GET /a%20b%0D%0AX:%20y?%C3%BC=1 HTTP/1.1\r\nHost: shop.lab:4401\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void sendsWhatIsLeftOfARequest() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new HttpGet(new ByteArrayInputStream(new byte[0]), out).send(new byte[] {'a', 'b', 'c'}, 1);
        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo("bc");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK^Content-Length: 5^^hello+rest",
                "HTTP/1.1 200 OK^Transfer-Encoding: chunked^^2^he^3^llo^0^^+rest",
                "HTTP/1.1 200 OK^^hello",
                "HTTP/1.0 200 OK^^hello",
                "HTTP/1.1 100 Continue^^HTTP/1.1 103 Early Hints^^HTTP/1.1 200 OK^Content-Length: 5^^hello",
            })
    void readsBodiesOfEveryFraming(String answer) throws IOException {
        HttpGet.Response response = receive(answer.replace("^", "\r\n"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body().readAllBytes()).asString().isEqualTo("hello");
    }

    @Test
    void knowsAnswersWithoutABody() throws IOException {
        assertThat(receive("HTTP/1.1 204 No Content\r\n\r\n").body().readAllBytes())
                .isEmpty();
        assertThat(receive("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n")
                        .body()
                        .readAllBytes())
                .isEmpty();
    }

    @Test
    void failsWhenABodyIsCutShort() throws IOException {
        HttpGet.Response response = receive("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello");
        assertThatThrownBy(() -> response.body().readAllBytes()).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SSH-2.0-OpenSSH_9\r\n", "HTTP/1.1 abc\r\n\r\n"})
    void saysThatItIsNoHttp(String answer) {
        assertThatThrownBy(() -> receive(answer)).isInstanceOf(HttpGet.NotHttpException.class);
    }

    @Test
    void doesNotWaitForeverForTheRealAnswer() {
        String interim = "HTTP/1.1 100 Continue\r\n\r\n".repeat(100);
        assertThatThrownBy(() -> receive(interim)).isInstanceOf(HttpGet.NotHttpException.class);
    }

    private static HttpGet.Response receive(String answer) throws IOException {
        return new HttpGet(
                        new ByteArrayInputStream(answer.getBytes(StandardCharsets.ISO_8859_1)),
                        OutputStream.nullOutputStream())
                .receive();
    }
}
