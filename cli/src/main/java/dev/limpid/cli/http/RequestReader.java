// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.RequestHeaderFieldsTooLargeException;
import org.apache.hc.core5.http.UnsupportedHttpVersionException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestParser;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.util.CharArrayBuffer;

/** Reads requests off a stream, within limits. */
final class RequestReader {
    static final int LONGEST_LINE = 8 * 1024;
    static final int MOST_HEADERS = 100;
    static final int LARGEST_HEAD = 64 * 1024;

    private static final int BUFFER = 16 * 1024;
    private static final Http1Config CONFIG = Http1Config.custom()
            .setBufferSize(BUFFER)
            .setMaxLineLength(LONGEST_LINE)
            .setMaxHeaderCount(MOST_HEADERS)
            .setMaxEmptyLineCount(4)
            .build();

    private final BoundedInput in;
    private final SessionInputBufferImpl buffer = new SessionInputBufferImpl(BUFFER, LONGEST_LINE);
    private final Parser parser = new Parser();

    /** Remembers whether it got past the first line. */
    private static final class Parser extends DefaultHttpRequestParser {
        private boolean pastFirstLine;

        Parser() {
            super(CONFIG);
        }

        @Override
        protected ClassicHttpRequest createMessage(CharArrayBuffer line) throws IOException, HttpException {
            pastFirstLine = true;
            return super.createMessage(line);
        }
    }

    RequestReader(InputStream in) {
        this.in = new BoundedInput(in);
    }

    /** Waits for the first byte of a request. Returns whether one came. */
    boolean await() throws IOException {
        in.allow(Long.MAX_VALUE);
        return buffer.hasBufferedData() || buffer.fillBuffer(in) > 0;
    }

    /** The next request's head. @throws ConnectionClosedException if the stream ends within it */
    ClassicHttpRequest head() throws IOException, HttpRefusal {
        in.allow(LARGEST_HEAD);
        parser.pastFirstLine = false;
        try {
            ClassicHttpRequest request = parser.parse(buffer, in);
            check(request);
            return request;
        } catch (RequestHeaderFieldsTooLargeException | MessageConstraintException | BoundedInput.Exceeded e) {
            throw parser.pastFirstLine
                    ? new HttpRefusal(431, "the request's header is too large")
                    : new HttpRefusal(414, "the request's first line is too long");
        } catch (UnsupportedHttpVersionException e) {
            throw new HttpRefusal(505, "only HTTP/1.0 and HTTP/1.1 are spoken here");
        } catch (HttpException e) {
            if (in.hasEnded()) {
                throw new ConnectionClosedException("the client left in the middle of a request");
            }
            throw new HttpRefusal(400, "this is no HTTP request");
        } finally {
            in.allow(Long.MAX_VALUE);
        }
    }

    /** The body that follows {@code head}; empty if it has none. */
    InputStream body(ClassicHttpRequest head) throws HttpRefusal {
        if (head.containsHeader("Transfer-Encoding")) {
            return new ChunkedInputStream(buffer, in, CONFIG);
        }
        long length = contentLength(head);
        return length == 0 ? InputStream.nullInputStream() : new ContentLengthInputStream(buffer, in, length);
    }

    /** Refuses what two programs could read in two ways (RFC 9112 sections 3.2, 6.1, 6.3). */
    private static void check(ClassicHttpRequest request) throws HttpRefusal {
        ProtocolVersion version = Optional.ofNullable(request.getVersion()).orElse(HttpVersion.HTTP_1_0);
        if (version.getMajor() != 1) {
            throw new HttpRefusal(505, "only HTTP/1.0 and HTTP/1.1 are spoken here");
        }
        if (version.greaterEquals(HttpVersion.HTTP_1_1) && request.countHeaders("Host") != 1) {
            throw new HttpRefusal(400, "HTTP/1.1 wants one Host field");
        }
        Header encoding = request.getFirstHeader("Transfer-Encoding");
        if (encoding == null) {
            contentLength(request);
        } else if (request.containsHeader("Content-Length") || request.countHeaders("Transfer-Encoding") > 1) {
            throw new HttpRefusal(400, "the request says in two ways how long it is");
        } else if (!encoding.getValue().strip().equalsIgnoreCase("chunked")) {
            throw new HttpRefusal(501, "the only transfer coding here is chunked");
        }
    }

    private static long contentLength(ClassicHttpRequest request) throws HttpRefusal {
        Header length = request.getFirstHeader("Content-Length");
        if (length == null) {
            return 0;
        }
        if (request.countHeaders("Content-Length") > 1 || !length.getValue().matches("[0-9]{1,18}")) {
            throw new HttpRefusal(400, "Content-Length is not one number");
        }
        return Long.parseLong(length.getValue());
    }
}
