// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import dev.limpid.cli.http.Timer.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseWriter;
import org.apache.hc.core5.http.impl.io.SessionOutputBufferImpl;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/**
 * The server's end of an HTTP/1.1 connection: reads requests, one after the other, and sends a site's answers, until either
 * side wants to end. Uploads are read, counted and dropped. For one thread.
 */
public final class HttpSession {
    /** How many bytes of a body a client is given {@link Timer.Patience#BODY} for. */
    public static final long STRIDE = 64 * 1024;

    private static final int TOO_EARLY = 425;
    private static final long LARGEST_UPLOAD = 16L << 30;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final RequestReader reader;
    private final OutputStream out;
    private final Site site;
    private final Timer timer;
    private final Exchanges exchanges;
    private final BooleanSupplier early;
    private final SessionOutputBufferImpl buffer = new SessionOutputBufferImpl(16 * 1024);
    private final DefaultHttpResponseWriter writer = new DefaultHttpResponseWriter();
    private boolean idle = true;
    private int answered;

    /**
     * A session that has not read yet. The streams stay the caller's to close.
     *
     * @param timer is set anew for each thing that a client may not take too long for
     */
    public HttpSession(InputStream in, OutputStream out, Site site, Timer timer, Exchanges exchanges) {
        this(in, out, site, timer, exchanges, () -> false);
    }

    /**
     * As the other, over a connection with early data.
     *
     * @param early whether what was read last may have been recorded and sent again
     */
    public HttpSession(
            InputStream in, OutputStream out, Site site, Timer timer, Exchanges exchanges, BooleanSupplier early) {
        this.early = early;
        this.reader = new RequestReader(in);
        this.out = new PacedOutput(out, timer);
        this.site = site;
        this.timer = timer;
        this.exchanges = exchanges;
    }

    /** Answers requests until one side wants to end. @throws IOException if a stream fails */
    public void serve() throws IOException {
        try {
            boolean goOn = true;
            while (goOn) {
                timer.awaits(Patience.IDLE);
                goOn = reader.await() && exchange();
            }
        } catch (ConnectionClosedException e) {
            // The client left in the middle of a request: nobody is there to be told.
        }
    }

    /** Whether everything that was asked for has been answered in full: a client may leave then, however it does. */
    public boolean isDone() {
        return idle && answered > 0;
    }

    private boolean exchange() throws IOException {
        idle = false;
        timer.awaits(Patience.HEAD);
        String told = "(no HTTP request)";
        try {
            ClassicHttpRequest head = reader.head();
            told = head.getMethod() + " " + head.getRequestUri();
            Request request = receive(head);
            boolean goOn = keepsAlive(head);
            Answer answer = answer(request);
            send(answer, request.method().equals("HEAD"), goOn);
            exchanges.exchanged(
                    told, answer.status(), request.bodyLength(), answer.body().length());
            return goOn;
        } catch (HttpRefusal e) {
            Answer answer = e.answer();
            send(answer, false, false);
            exchanges.exchanged(told, answer.status(), 0, answer.body().length());
            return false;
        }
    }

    /** A request that may come twice is answered when it comes early; another is wanted again, after the handshake (RFC 8470). */
    private Answer answer(Request request) {
        boolean replayable = early.getAsBoolean()
                || request.field().apply("Early-Data").filter("1"::equals).isPresent();
        if (replayable && !request.isRead()) {
            return Answer.text(TOO_EARLY, "too early: send this again once the handshake is complete");
        }
        try {
            return site.answer(request);
        } catch (IOException e) {
            return Answer.text(500, "this could not be read");
        }
    }

    private Request receive(ClassicHttpRequest head) throws IOException, HttpRefusal {
        InputStream body = reader.body(head);
        if (expectsContinue(head)) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            out.flush();
        }
        long length = drain(body);
        return new Request(
                head.getMethod(),
                Paths.ofTarget(head.getRequestUri()),
                name -> Optional.ofNullable(head.getFirstHeader(name)).map(Header::getValue),
                length);
    }

    private long drain(InputStream body) throws IOException, HttpRefusal {
        byte[] chunk = new byte[(int) STRIDE];
        long total = 0;
        timer.awaits(Patience.BODY);
        for (int n = body.readNBytes(chunk, 0, chunk.length); n > 0; n = body.readNBytes(chunk, 0, chunk.length)) {
            total += n;
            if (total > LARGEST_UPLOAD) {
                throw new HttpRefusal(413, "that is too much");
            }
            timer.awaits(Patience.BODY);
        }
        return total;
    }

    private void send(Answer answer, boolean headOnly, boolean goOn) throws IOException {
        BasicClassicHttpResponse response = new BasicClassicHttpResponse(answer.status());
        response.setVersion(HttpVersion.HTTP_1_1);
        response.addHeader("Date", DATE.format(Instant.now()));
        response.addHeader("Server", "limpid");
        response.addHeader("Content-Length", Long.toString(answer.body().length()));
        response.addHeader("X-Content-Type-Options", "nosniff");
        answer.headers().forEach(response::addHeader);
        if (!goOn) {
            response.addHeader("Connection", "close");
        }
        timer.awaits(Patience.BODY);
        try {
            writer.write(response, buffer, out);
        } catch (HttpException e) {
            throw new IOException("a response of ours cannot be written", e);
        }
        if (!headOnly) {
            answer.body().writeTo(new BufferedBody(buffer, out));
        }
        buffer.flush(out);
        out.flush();
        answered++;
        idle = true;
    }

    /** HTTP/1.0 ends after one answer; HTTP/1.1 goes on unless the client says close. */
    private static boolean keepsAlive(ClassicHttpRequest head) {
        if (!isHttp11(head)) {
            return false;
        }
        for (Header header : head.getHeaders("Connection")) {
            for (String token : header.getValue().split(",", -1)) {
                if (token.strip().equalsIgnoreCase("close")) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean expectsContinue(ClassicHttpRequest head) {
        Header expect = head.getFirstHeader("Expect");
        return isHttp11(head) && expect != null && expect.getValue().equalsIgnoreCase("100-continue");
    }

    private static boolean isHttp11(ClassicHttpRequest head) {
        return head.getVersion() != null && head.getVersion().greaterEquals(HttpVersion.HTTP_1_1);
    }
}
