// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;

/** The client's end of one HTTP/1.1 exchange, after which the server should close. */
public final class HttpGet {
    private static final int BUFFER = 16 * 1024;
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_INTERIM = 16;
    private static final Http1Config CONFIG = Http1Config.custom()
            .setBufferSize(BUFFER)
            .setMaxLineLength(LONGEST_LINE)
            .setMaxHeaderCount(500)
            .build();

    private final InputStream in;
    private final OutputStream out;
    private final SessionInputBufferImpl buffer = new SessionInputBufferImpl(BUFFER, LONGEST_LINE);

    /** An exchange over streams that stay the caller's to close. */
    public HttpGet(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /**
     * The request as bytes; it asks the server to close afterwards.
     *
     * @param path with its query; what may not stand in a request is percent-encoded
     * @param host as it stands in the Host field
     */
    public static byte[] request(String path, String host, String userAgent) {
        return ("GET " + encoded(path) + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: " + userAgent
                        + "\r\nAccept: */*\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends a {@link #request}, or what is left of it. */
    public void send(byte[] request, int from) throws IOException {
        out.write(request, from, request.length - from);
        out.flush();
    }

    /**
     * Reads the head of the answer; its body is next.
     *
     * @throws NotHttpException if what comes is no HTTP
     */
    public Response receive() throws IOException {
        try {
            DefaultHttpResponseParser parser = new DefaultHttpResponseParser(CONFIG);
            for (int interim = 0; interim <= MOST_INTERIM; interim++) {
                ClassicHttpResponse response = parser.parse(buffer, in);
                if (response == null) {
                    throw new NotHttpException("the server closed before it answered");
                }
                if (response.getCode() >= 200) {
                    return new Response(response.getCode(), List.of(response.getHeaders()), body(response));
                }
            }
            throw new NotHttpException("too many interim answers");
        } catch (HttpException e) {
            throw new NotHttpException("what the server sent is no HTTP answer");
        }
    }

    /** What came was no HTTP. */
    public static final class NotHttpException extends IOException {
        private static final long serialVersionUID = 1L;

        NotHttpException(String sentence) {
            super(sentence);
        }
    }

    /**
     * An answer.
     *
     * @param headers a peer's text
     * @param body to be read to its end before anything else
     */
    public record Response(int status, List<Header> headers, InputStream body) {}

    private InputStream body(ClassicHttpResponse response) throws HttpException {
        if (response.getCode() == 204 || response.getCode() == 304) {
            return InputStream.nullInputStream();
        }
        long length = DefaultContentLengthStrategy.INSTANCE.determineLength(response);
        if (length == ContentLengthStrategy.CHUNKED) {
            return new ChunkedInputStream(buffer, in, CONFIG);
        }
        return length == ContentLengthStrategy.UNDEFINED
                ? new IdentityInputStream(buffer, in)
                : new ContentLengthInputStream(buffer, in, length);
    }

    private static String encoded(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 127) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }
}
