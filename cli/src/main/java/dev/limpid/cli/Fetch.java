// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.http.HttpGet;
import dev.limpid.net.TlsChannel;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.Header;

/** The errand of {@code --get}: one HTTP/1.1 request, its answer, and the server's goodbye. */
final class Fetch implements Visit.Errand {
    private static final int CHUNK = 1 << 16;
    private static final int TOO_EARLY = 425;

    private final String path;
    private final String host;
    private final String userAgent;
    private final OutputStream body;
    private final boolean mayGoEarly;
    private int early;
    private Optional<HttpGet.Response> response = Optional.empty();
    private Optional<String> complaint = Optional.empty();
    private Optional<IOException> bodyFailure = Optional.empty();
    private long length;

    /**
     * A request that has not been sent.
     *
     * @param host for the Host field
     * @param body where the answer's body goes; stays the caller's to close
     * @param mayGoEarly whether to send it as early data where that is possible: it is a GET, which may come twice
     */
    Fetch(String path, String host, String userAgent, OutputStream body, boolean mayGoEarly) {
        this.mayGoEarly = mayGoEarly;
        this.path = path;
        this.host = host;
        this.userAgent = userAgent;
        this.body = body;
    }

    /** The answer's status, if there was one. */
    Optional<Integer> status() {
        return response.map(HttpGet.Response::status);
    }

    /** The answer's header fields: a peer's text. */
    List<Header> headers() {
        return response.map(HttpGet.Response::headers).orElse(List.of());
    }

    /** How many bytes of body came. */
    long length() {
        return length;
    }

    /** What was wrong with the answer as HTTP. */
    Optional<String> complaint() {
        return complaint;
    }

    /** Why the body could not be written where it was to go. */
    Optional<IOException> bodyFailure() {
        return bodyFailure;
    }

    @Override
    public void early(TlsChannel channel, Visit visit) throws IOException {
        if (mayGoEarly) {
            early = channel.writeEarly(ByteBuffer.wrap(HttpGet.request(path, host, userAgent)));
            if (early > 0) {
                visit.tell(new Event.ApplicationMessageSeen(Side.CLIENT, "GET " + path + ", early", early));
            }
        }
    }

    @Override
    public void run(TlsChannel channel, Visit visit) throws IOException {
        Counting in = new Counting(channel.inputStream());
        HttpGet get = new HttpGet(in, channel.outputStream());
        byte[] request = HttpGet.request(path, host, userAgent);
        boolean accepted = channel.earlyDataAccepted().orElse(false);
        if (!accepted || early < request.length) {
            int from = accepted ? early : 0;
            get.send(request, from);
            visit.tell(new Event.ApplicationMessageSeen(Side.CLIENT, "GET " + path, request.length - from));
        }
        try {
            HttpGet.Response answer = get.receive();
            response = Optional.of(answer);
            if (answer.status() == TOO_EARLY) {
                complaint = Optional.of("the server wants this request after the handshake: leave --early-data out");
            }
            clock(answer).ifPresent(visit::peerSaysItIs);
            copy(answer.body());
        } catch (HttpGet.NotHttpException e) {
            complaint = Optional.of(String.valueOf(e.getMessage()));
            return;
        } finally {
            String summary = status().map(s -> "HTTP " + s).orElse("something that is not HTTP");
            visit.tell(new Event.ApplicationMessageSeen(Side.SERVER, summary, in.count));
        }
        // Connection: close was asked for, so close_notify comes now, and proves that nothing is missing.
        in.skip(Long.MAX_VALUE);
    }

    private void copy(InputStream from) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
            length += n;
            keep(chunk, n);
        }
    }

    private void keep(byte[] chunk, int count) {
        try {
            if (bodyFailure.isEmpty()) {
                body.write(chunk, 0, count);
            }
        } catch (IOException e) {
            bodyFailure = Optional.of(e);
        }
    }

    private static Optional<Instant> clock(HttpGet.Response answer) {
        try {
            return answer.headers().stream()
                    .filter(h -> h.getName().equalsIgnoreCase("Date"))
                    .findFirst()
                    .map(h -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(h.getValue())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Counts what is read. */
    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int n = super.read(b, off, len);
            count += Math.max(0, n);
            return n;
        }
    }
}
