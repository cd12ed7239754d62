// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.alert.Alert;
import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.config.TlsConfig;
import dev.limpid.handshake.Completed;
import dev.limpid.handshake.Handshake;
import dev.limpid.handshake.HandshakeOutput;
import dev.limpid.handshake.State;
import dev.limpid.identity.PeerEvidence;
import dev.limpid.identity.ServerName;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.message.CertificateRequest;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Epoch;
import dev.limpid.observe.Event;
import dev.limpid.observe.HandshakeReport;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.record.RecordLimits;
import dev.limpid.request.Request;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One TLS 1.3 connection (RFC 9846) without any input or output of its own: bytes from the peer go in by {@link #open}, bytes for
 * the peer come out by {@link #take} and {@link #seal}. All buffers stay the caller's.
 *
 * <p>One thread at a time, with one exception: once established, one thread may read ({@link #open}, {@link #read}, {@link
 * #endOfInput}) while another writes ({@link #seal}, {@link #take}, {@link #closeWrite}, {@link #updateKeys}). What reading owes
 * the peer, an alert or a KeyUpdate, then waits for the writer: see {@link #hasOutput}.
 *
 * <pre>{@code
 * TlsConnection tls = TlsConnection.client(config, ServerName.of("example.com"));
 * while (tls.step() instanceof Step.NeedsInput) {
 *     tls.take(out);               // write everything in out to the transport
 *     tls.open(in, plaintext);     // after reading from the transport into in
 * }
 * }</pre>
 */
public final class TlsConnection {
    /** The capacity that a buffer for the peer's bytes needs, so that a whole record fits: 5 + 2^14 + 256 bytes. */
    public static final int RECORD_BUFFER = RecordLimits.RECORD;

    private static final String CHANNEL_BINDING = "EXPORTER-Channel-Binding";
    private static final int CHANNEL_BINDING_LENGTH = 32;

    private final Recorder recorder;
    private final boolean keepHandshakeReport;
    private final WriteHalf write;
    private final ReadHalf read;
    private final EarlyDataState early = new EarlyDataState();
    private final AtomicReference<PeerEvidence> evidence = new AtomicReference<>(PeerEvidence.NOTHING);
    private volatile @Nullable Standing standing;
    private volatile @Nullable TlsException failure;
    private volatile boolean erased;

    private TlsConnection(TlsConfig config, Side side, Observer observer, String serverName) {
        Observer both = config.observer().and(observer);
        recorder = new Recorder(side, config.time(), both, config.secretAccess().orElse(null));
        recorder.record(new Event.Started(
                side, config.time().now(), serverName.isEmpty() ? Optional.empty() : Optional.of(serverName)));
        keepHandshakeReport = config.keepHandshakeReport();
        write = new WriteHalf(config, recorder);
        read = new ReadHalf(config, recorder);
    }

    /** A client's connection to {@code server}; its ClientHello is pending at once. */
    public static TlsConnection client(ClientConfig config, ServerName server) {
        return client(config, server, Observer.NONE);
    }

    /** As {@link #client(ClientConfig, ServerName)}; {@code observer} is told after the configuration's own. */
    public static TlsConnection client(ClientConfig config, ServerName server, Observer observer) {
        return begin(
                new TlsConnection(config, Side.CLIENT, observer, server.text()), config, server, OptionalInt.empty());
    }

    /** As {@link #client(ClientConfig, ServerName, Observer)}, and reports first that the transport was connected. */
    public static TlsConnection client(
            ClientConfig config, ServerName server, Observer observer, Event.TransportConnected transport) {
        TlsConnection connection = new TlsConnection(config, Side.CLIENT, observer, server.text());
        connection.recorder.record(transport);
        return begin(connection, config, server, OptionalInt.empty());
    }

    /**
     * As {@link #client(ClientConfig, ServerName, Observer, Event.TransportConnected)}, to one port of {@code server}: tickets are
     * shared with connections to that port alone, for behind another there may be another server.
     *
     * @param port 0 to 65535
     * @throws IllegalArgumentException if it is another
     */
    public static TlsConnection client(
            ClientConfig config, ServerName server, int port, Observer observer, Event.TransportConnected transport) {
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
        TlsConnection connection = new TlsConnection(config, Side.CLIENT, observer, server.text());
        connection.recorder.record(transport);
        return begin(connection, config, server, OptionalInt.of(port));
    }

    /** A server's connection, which waits for a ClientHello. */
    public static TlsConnection server(ServerConfig config) {
        return server(config, Observer.NONE);
    }

    /** As {@link #server(ServerConfig)}; {@code observer} is told after the configuration's own. */
    public static TlsConnection server(ServerConfig config, Observer observer) {
        TlsConnection connection = new TlsConnection(config, Side.SERVER, observer, "");
        connection.begin(
                config, dev.limpid.handshake.server.Start.await(config, connection.output(), connection.recorder));
        return connection;
    }

    /** Which end this is. */
    public Side side() {
        return recorder.role();
    }

    /** What the connection waits for. */
    public Step step() {
        TlsException failed = failure;
        if (failed != null) {
            return new Step.Closed(Optional.of(failed));
        }
        if (read.isClosed() && write.isClosed()) {
            return new Step.Closed(Optional.empty());
        }
        Standing done = standing;
        List<Request<?>> requests = requests();
        if (done != null) {
            //= RF.5-4
            return new Step.Established(done.facts(), requests);
        }
        return requests.isEmpty() ? new Step.NeedsInput() : new Step.NeedsAnswer(requests.getFirst());
    }

    /**
     * Takes whole records from {@code wire} until one yields application data or none is left; a partial record stays, for the
     * caller to complete. While a request of the handshake waits for its answer, all of it stays. Data that does not fit {@code plaintext} is kept, and comes first the next time.
     *
     * <p>After an exception the alert for the peer is pending: {@link #take} it. Everything intact that came before was delivered,
     * or still comes out of {@link #read}.
     *
     * @param wire its capacity should be {@link #RECORD_BUFFER} at least; must not share storage with {@code plaintext}
     * @return the bytes of application data put into {@code plaintext}
     * @throws TlsException if the peer broke a rule, or sent an alert that ends the connection
     */
    public int open(ByteBuffer wire, ByteBuffer plaintext) {
        int kept = read.drain(plaintext);
        if (kept > 0 || read.hasKept()) {
            return kept;
        }
        throwFailure();
        try {
            int opened = read.open(wire, plaintext);
            rest();
            eraseIfOver();
            return opened;
        } catch (PeerAlertException alert) {
            throw failByPeer(alert.alert());
        } catch (RuntimeException e) {
            throw fail(e);
        }
    }

    /** The requests that wait for an answer, the oldest first; during the handshake one at most. From any thread. */
    public List<Request<?>> requests() {
        return read.requests();
    }

    /**
     * Answers a request of {@link #step()}, and goes on with what the peer said meanwhile. Belongs to the reading thread; the answer
     * itself may have been found on any.
     *
     * @throws IllegalStateException if {@code request} does not wait: it was answered, or is another connection's
     * @throws TlsException if the connection has failed, or fails by what follows from the answer
     */
    public <A> void answer(Request<A> request, A answer) {
        throwFailure();
        read.requireOpen(request);
        try {
            read.answer(request, answer);
            rest();
        } catch (RuntimeException e) {
            throw fail(e);
        }
    }

    /**
     * As {@link #answer(Request, Object)} with the answer of the configured part, which is found on this thread.
     *
     * @throws TlsException if the connection has failed, or there is no answer
     */
    public <A> void answer(Request<A> request) {
        throwFailure();
        read.requireOpen(request);
        A answer;
        try {
            answer = request.answer();
        } catch (RuntimeException e) {
            throw fail(e);
        }
        answer(request, answer);
    }

    /**
     * There is no answer to {@code request}: the connection fails, with internal_error, or with the alert of a {@link
     * ViolationException}; the alert is pending then.
     *
     * @throws IllegalStateException if {@code request} does not wait
     * @throws TlsException if the connection has failed already
     */
    public void answerFailed(Request<?> request, RuntimeException cause) {
        throwFailure();
        read.requireOpen(request);
        fail(cause);
    }

    /** Moves application data that was kept by {@link #open} into {@code plaintext}; returns the bytes moved. */
    public int read(ByteBuffer plaintext) {
        return read.drain(plaintext);
    }

    /** How many bytes of application data were kept by {@link #open}, for {@link #read}. Belongs to the reading thread. */
    public int kept() {
        return read.kept();
    }

    /** Whether the peer's close_notify came, and everything before it was delivered: end of data (section 6.1). */
    public boolean isReadClosed() {
        return read.isClosed() && !read.hasKept();
    }

    /**
     * The transport refuses what is written: whatever is opened from now on are the peer's last words, and an alert among them
     * counts as recovered. Belongs to the reading thread.
     */
    public void recover() {
        read.recover();
    }

    /**
     * The transport has ended.
     *
     * @throws TlsException TRUNCATED if close_notify had not come, or the failure that the connection had before
     */
    public void endOfInput() {
        throwFailure();
        //= R6.1-8
        if (!read.isClosed()) {
            throw fail(Event.Closure.TRUNCATED, Optional.empty(), TlsException::truncated);
        }
    }

    /**
     * Moves what is pending into {@code wire}, then seals records of {@code plaintext} as far as they fit.
     *
     * @return the bytes of {@code plaintext} consumed
     * @throws IllegalStateException unless {@link #isWritable()}
     * @throws TlsException if the connection has failed
     */
    public int seal(ByteBuffer plaintext, ByteBuffer wire) {
        throwFailure();
        //= R2-2
        if (!isWritable()) {
            throwFailure();
            throw new IllegalStateException(
                    "application data is sent once the handshake is complete, until closeWrite");
        }
        try {
            return write.seal(plaintext, wire);
        } catch (ViolationException exceeded) {
            throw fail(exceeded);
        }
    }

    /**
     * Dangerous unless nothing bad comes of the server's doing twice what {@code plaintext} asks for: moves what is pending into
     * {@code wire}, then seals records of early data (0-RTT, section 2.3) as far as they fit and the ticket allows. Whoever can
     * read the wire can send the same once more, to this server or another, and the keys have no forward secrecy. What the server
     * does not take ({@link #earlyDataAccepted}) is lost; it is never sent again by itself.
     *
     * @return the bytes of {@code plaintext} consumed: 0 once {@link #earlyDataRoom} is 0
     * @throws TlsException if the connection has failed
     */
    public int sealEarly(ByteBuffer plaintext, ByteBuffer wire) {
        throwFailure();
        //= R4.3.10-14
        //= R4.3.10-15
        //= RF.5-3
        return write.sealEarly(plaintext, wire);
    }

    /** How many bytes of early data a client may still seal: 0 if it offered none, and once the server's flight came. */
    public long earlyDataRoom() {
        return failure == null ? write.earlyRoom() : 0;
    }

    /** Whether the server takes the early data that was offered; empty before that is known, and if none was offered. */
    public Optional<Boolean> earlyDataAccepted() {
        return early.accepted();
    }

    /**
     * Which keys protected the data that {@link #open} or {@link #read} gave last. {@link Epoch#EARLY_DATA}: somebody may have
     * recorded it and sent it again, so a server must do nothing on it that must not be done twice (appendix F.5).
     */
    public Epoch readEpoch() {
        //= RF.5-4
        return read.dataEpoch();
    }

    /** Whether {@link #take} has something to give. */
    public boolean hasOutput() {
        return write.hasOutput();
    }

    /**
     * Moves handshake messages, alerts and KeyUpdates that are pending into {@code wire}; returns the bytes moved. Works after a
     * failure too, so that the peer learns of it.
     *
     * @throws TlsException if the last key that there can be is spent; the alert is pending then
     */
    public int take(ByteBuffer wire) {
        try {
            return write.take(wire);
        } catch (ViolationException exceeded) {
            throw fail(exceeded);
        }
    }

    /** Whether application data may be sealed. */
    public boolean isWritable() {
        return failure == null && (standing != null || write.isHalfRttPermitted()) && !write.isClosed();
    }

    /**
     * Ends this side's half of the connection: close_notify is pending then. The peer may go on sending; unless the handshake is not
     * complete, which this cancels: user_canceled goes before, and what comes from the peer means nothing any more. Does nothing the second time, or after a failure.
     */
    public void closeWrite() {
        if (failure != null || write.isClosed()) {
            return;
        }
        //= R6.1-6
        if (standing == null && !write.isHalfRttPermitted()) {
            write.cancel();
            erase();
        } else {
            write.close();
            if (read.isClosed()) {
                eraseShared();
            }
        }
    }

    /**
     * Moves this side's sending on to its next keys (section 4.7.3).
     *
     * @param requestPeer whether to ask the peer to do the same; not asked again before it has answered, nor once it sends no more
     * @throws IllegalStateException unless {@link #isWritable()}, or after 2^48 - 1 updates
     */
    public void updateKeys(boolean requestPeer) {
        if (!isWritable()) {
            throw new IllegalStateException("keys are updated on an established connection that is open for writing");
        }
        write.updateKeys(requestPeer && !read.isClosed());
    }

    /** Whether the peer was asked for a KeyUpdate that has not come yet. */
    public boolean isKeyUpdateAwaited() {
        return write.isAnswerAwaited();
    }

    /** Whether {@link #requestClientCertificate} is possible: the client offers it, and there is a verifier for its answer. */
    public boolean mayRequestClientCertificate() {
        Standing done = standing;
        return isWritable() && done != null && done.requests().isPresent();
    }

    /**
     * Asks the client for a certificate (section 4.7.2). Belongs to the writing thread. The answer comes whenever the client likes:
     * {@link #peerCertificates} and {@link #facts} change then, and {@link Event.LaterAuthentication} says so.
     *
     * @param wanted with {@link ClientAuthentication#NEED}, a client without a certificate ends the connection
     * @return certificate_request_context, which names this request in events
     * @throws IllegalStateException unless {@link #mayRequestClientCertificate()}, or if too many requests wait for an answer
     */
    public Bytes requestClientCertificate(ClientAuthentication wanted) {
        Standing done = standing;
        if (!isWritable() || done == null || wanted == ClientAuthentication.NONE) {
            throw new IllegalStateException("a certificate is requested on an established connection, if wanted");
        }
        //= R4.3.6-1
        CertificateRequest request = done.requests()
                .orElseThrow(() -> new IllegalStateException(
                        "the client does not offer authentication after the handshake, or there is no verifier"))
                .next(wanted);
        //= R4.7.2-1
        write.request(request);
        return request.certificateRequestContext();
    }

    /**
     * Whether the client's answer to a request is still to come or to be judged. False once {@link Event.LaterAuthentication} has
     * told of it, and for what was never requested. From any thread.
     *
     * @param context what {@link #requestClientCertificate} returned
     */
    public boolean isCertificateAwaited(Bytes context) {
        Standing done = standing;
        return done != null
                && done.requests().filter(r -> r.isUnsettled(context)).isPresent();
    }

    /**
     * Sends the client one more ticket, beyond those of the configuration (section 4.7.1); belongs to the writing thread.
     *
     * @return whether it gets one: not if this server issues none, the client could use none, or the peer was authenticated too
     *     long ago
     * @throws IllegalStateException unless this is the server of an established connection that is open for writing
     */
    public boolean sendTicket() {
        Standing done = standing;
        if (done == null || !isWritable() || side() == Side.CLIENT) {
            throw new IllegalStateException("tickets go from the server of an established connection");
        }
        write.prepare();
        //= R4.7.1-5
        return done.tickets().send();
    }

    /**
     * Keying material for use outside TLS (section 7.5); the array is the caller's.
     *
     * @param length in bytes
     * @throws IllegalStateException before the handshake is complete, and once the connection is over
     */
    public byte[] exportKeyingMaterial(String label, Bytes context, int length) {
        Standing done = standing;
        if (done == null || erased) {
            throw new IllegalStateException(
                    "only an established connection has an exporter, until both sides have closed it");
        }
        //= R7.5-1
        return done.exporter().export(label, context, length);
    }

    /**
     * As {@link #exportKeyingMaterial}, but from the early exporter, while there is early data (section 7.5). A replay yields the
     * same bytes, so nothing that goes to the client may be encrypted with them (appendix F.5.1).
     *
     * @throws IllegalStateException if no early data was offered, or the server did not take it
     */
    public byte[] exportEarlyKeyingMaterial(String label, Bytes context, int length) {
        return early.exporter()
                .orElseThrow(() -> new IllegalStateException("only a connection with early data has an early exporter"))
                .export(label, context, length);
    }

    /**
     * The channel binding tls-exporter (RFC 9266): 32 bytes that both ends of this connection have and no other connection has, by
     * which a login above it can be tied to it.
     *
     * @throws IllegalStateException before the handshake is complete, and once the connection is over
     */
    public Bytes tlsExporter() {
        return Bytes.wrap(exportKeyingMaterial(CHANNEL_BINDING, Bytes.EMPTY, CHANNEL_BINDING_LENGTH));
    }

    /**
     * Whether it is certain that the peer has completed the handshake too, and so accepted this side's certificate if it asked for
     * one. A server knows that at once. A client's handshake is complete before the server has looked at its certificate: it learns of
     * it by a message that may only come later, a ticket from a server that asked for a certificate or a request for another one ({@link
     * Event.PeerConfirmed}). Application data tells nothing by itself, because a server may send it right after its own Finished
     * (section 2); an answer to what this side has sent does, but only the application knows an answer when it sees one. From any thread.
     */
    public boolean isPeerConfirmed() {
        return side() == Side.SERVER ? standing != null : read.isConfirmed();
    }

    /** What was agreed on, once the handshake is complete. */
    public Optional<ConnectionFacts> facts() {
        return Optional.ofNullable(standing).map(Standing::facts);
    }

    /** The peer's certificates in DER, its own first; empty before the handshake is complete, or if it showed none. */
    public List<Bytes> peerCertificates() {
        Standing done = standing;
        return done == null ? List.of() : done.peerCertificates();
    }

    /**
     * What the peer said about certificates beside its own: what it stapled, and which signatures it can verify. Grows while the
     * handshake runs, before the questions to which it matters are asked; what is stapled is as true as the certificate, which the
     * verifier judges. Authentication after the handshake changes it. From any thread.
     */
    public PeerEvidence peerEvidence() {
        return evidence.get();
    }

    /** What has happened so far. An idle connection keeps it packed, so that it is made anew each time: ask once. */
    public HandshakeReport report() {
        return recorder.report();
    }

    /** Where whoever carries the bytes reports what it sees of the transport. */
    public Recorder recorder() {
        return recorder;
    }

    /** For the test of the last key. */
    TrafficSecret secretOf(Side sender) {
        return sender == side() ? write.secret() : read.secret();
    }

    private HandshakeOutput output() {
        return new ConnectionOutput(side(), read, write, early, evidence, this::complete, this::authenticate);
    }

    private static TlsConnection begin(
            TlsConnection connection, ClientConfig config, ServerName server, OptionalInt port) {
        connection.begin(
                config,
                dev.limpid.handshake.client.Start.send(config, server, port, connection.output(), connection.recorder));
        return connection;
    }

    private void begin(TlsConfig config, State first) {
        read.begin(new Handshake(first, config.answeredLater(), recorder));
    }

    private void complete(Completed done) {
        standing = Standing.of(done);
        if (!keepHandshakeReport) {
            recorder.forget();
        }
        recorder.record(new Event.Established(done.facts()));
    }

    private void authenticate(List<Bytes> certificates) {
        standing = Objects.requireNonNull(standing).withClient(certificates);
    }

    /** An established connection may be idle for hours. */
    private void rest() {
        if (standing != null && recorder.rest()) {
            read.rest();
        }
    }

    private void throwFailure() {
        TlsException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    private TlsException fail(RuntimeException cause) {
        TlsException earlier = failure;
        if (earlier != null) {
            // The other thread's, while this one was at work
            return earlier;
        }
        Blame blame = Blame.of(cause);
        boolean peerTold = !write.isClosed();
        recorder.record(new Event.Failed(blame.violation(), blame.detail(), peerTold));
        TlsException failed = fail(
                Event.Closure.FAILED,
                //= R6.2-4
                Optional.of(Alert.of(blame.violation().alert())),
                report -> TlsException.of(blame.violation(), blame.detail(), peerTold, report));
        if (blame.violation() == Violation.INTERNAL_ERROR) {
            failed.initCause(cause);
        }
        return failed;
    }

    private TlsException failByPeer(Alert alert) {
        Optional<Alert> answer = alert.isError() ? Optional.empty() : Optional.of(Alert.CLOSE_NOTIFY);
        return fail(Event.Closure.FAILED, answer, report -> TlsException.ofPeer(alert, report));
    }

    private TlsException fail(
            Event.Closure closure, Optional<Alert> lastWord, Function<HandshakeReport, TlsException> exception) {
        boolean oneThread = standing == null;
        if (oneThread) {
            write.end(lastWord);
            write.discharge();
        }
        recorder.record(new Event.Closed(closure));
        TlsException failed = exception.apply(recorder.report());
        //= R6-3
        //= R6.2-1
        failure = failed;
        if (!oneThread) {
            // Only now, so that a writer on another thread learns why it can't go on
            write.end(lastWord);
        }
        erase();
        return failed;
    }

    private void eraseIfOver() {
        if (read.isClosed() && write.isClosed()) {
            erase();
        }
    }

    /** The connection is over, and this is the reading thread, or the only one: nobody has any more use for a secret. */
    private void erase() {
        read.destroy();
        eraseShared();
    }

    /** What either thread may erase; what is the reading thread's alone it erases itself, the next time that it comes. */
    private void eraseShared() {
        erased = true;
        early.destroy();
        Standing done = standing;
        if (done != null) {
            //= RF.1.4-1
            done.exporter().destroy();
        }
    }
}
