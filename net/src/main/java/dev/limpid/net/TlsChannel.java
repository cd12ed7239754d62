// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.TlsConnection;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.ServerName;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.observe.HandshakeReport;
import dev.limpid.observe.Observer;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A TLS 1.3 connection as a blocking channel, made for virtual threads.
 *
 * <p><b>Handshake.</b> The first read or write does it, or {@link #handshake}. Its timeout bounds the whole of it.
 *
 * <p><b>Early data.</b> A client sends some by {@link #writeEarly}. At a server that takes it, reads and writes work before the
 * handshake is complete; {@link #isEarly} tells.
 *
 * <p><b>Threads.</b> One thread may read while another writes; more of either take turns. Reading and writing have a lock
 * each, which is held while the transport blocks; {@link #close} and {@link #abort} need neither and may come from any
 * thread. Observers are told on the thread whose call made the event.
 *
 * <p><b>Exceptions.</b> Trouble with the transport is an {@link IOException}: a reset, a timeout
 * ({@link java.net.SocketTimeoutException}, {@link HandshakeTimeoutException}), a channel that was closed. Trouble with TLS
 * is the unchecked {@link dev.limpid.observe.TlsException}: a rule that the peer broke, its alert, or an end of the transport
 * without close_notify (code {@code TRUNCATED}), which is reported after everything that came before it was read. After
 * either the channel is closed, and every later call throws the same {@code TlsException}, or
 * {@link java.nio.channels.ClosedChannelException}. Only a read that timed out can be tried again.
 *
 * <p><b>Last words.</b> When a write is refused, because the peer has closed or reset the connection, the reason has often
 * arrived and waits unread. So the channel reads what is there, and if that is an alert, throws it as {@code TlsException}
 * instead of the system's "broken pipe". Data found on the way is kept for later reads. And when this side fails, it sends its
 * alert, ends its output and takes what the peer is still sending for a short time ({@link Timeouts#close}), since closing
 * at once would reset the connection, and the alert would be lost on its way.
 */
public final class TlsChannel implements ByteChannel {
    private final TlsConnection connection;
    private final Transport transport;
    private final Conversation conversation;

    private TlsChannel(TlsConnection connection, Transport transport, Timeouts timeouts) {
        this.connection = connection;
        this.transport = transport;
        this.conversation = new Conversation(connection, transport, timeouts);
    }

    /**
     * Connects to a server over TCP, with {@link Timeouts#DEFAULT}. The host's addresses are tried in turn.
     *
     * @param host a DNS name or an IP address, for which the server's certificate must be
     * @throws java.net.UnknownHostException if the name has no address
     * @throws java.net.ConnectException if no address accepted the connection
     * @throws java.net.SocketTimeoutException if that took too long
     * @throws IllegalArgumentException if {@code host} is not a name that a certificate can be for
     */
    public static TlsChannel connect(ClientConfig config, String host, int port) throws IOException {
        return connect(config, host, port, Timeouts.DEFAULT);
    }

    /** As {@link #connect(ClientConfig, String, int)}, with other timeouts. */
    public static TlsChannel connect(ClientConfig config, String host, int port, Timeouts timeouts) throws IOException {
        ServerName server = ServerName.of(host);
        TcpConnect.Opened opened = TcpConnect.open(config, server, port, timeouts.connect());
        Transport transport = Transport.of(opened.channel());
        Event.TransportConnected connected = new Event.TransportConnected(transport.description(), opened.nanos());
        return over(TlsConnection.client(config, server, port, Observer.NONE, connected), transport, timeouts);
    }

    /** The client's end of a connection over {@code transport}, which the channel owns from now on. */
    public static TlsChannel connect(ClientConfig config, ServerName server, Transport transport) {
        return connect(config, server, transport, Timeouts.DEFAULT);
    }

    /** As {@link #connect(ClientConfig, ServerName, Transport)}, with other timeouts. */
    public static TlsChannel connect(ClientConfig config, ServerName server, Transport transport, Timeouts timeouts) {
        Event.TransportConnected connected = new Event.TransportConnected(transport.description(), 0);
        return over(TlsConnection.client(config, server, Observer.NONE, connected), transport, timeouts);
    }

    /**
     * The server's end of a connection, with {@link Timeouts#SERVER}.
     *
     * @param accepted connected and in blocking mode; the channel owns it from now on
     */
    public static TlsChannel accept(ServerConfig config, SocketChannel accepted) {
        return accept(config, Transport.of(accepted), Timeouts.SERVER, Observer.NONE);
    }

    /** The server's end of a connection over {@code transport}, which the channel owns from now on. */
    public static TlsChannel accept(ServerConfig config, Transport transport) {
        return accept(config, transport, Timeouts.SERVER, Observer.NONE);
    }

    /**
     * As {@link #accept(ServerConfig, Transport)}, with other timeouts.
     *
     * @param observer is told about this connection, besides the one of {@code config}
     */
    public static TlsChannel accept(ServerConfig config, Transport transport, Timeouts timeouts, Observer observer) {
        TlsConnection connection = TlsConnection.server(config, observer);
        connection.recorder().record(new Event.TransportConnected(transport.description(), 0));
        return over(connection, transport, timeouts);
    }

    /**
     * Carries {@code connection}, whichever end it is. Its requests are answered on the thread that comes upon them, by the configured
     * parts. Whoever made it has reported that the transport is connected, if anybody is to know.
     *
     * @param connection the channel's own from now on, as is {@code transport}
     */
    public static TlsChannel over(TlsConnection connection, Transport transport, Timeouts timeouts) {
        return new TlsChannel(connection, transport, timeouts);
    }

    /**
     * Shakes hands unless that has been done.
     *
     * @return what was agreed on
     * @throws HandshakeTimeoutException if it takes too long
     */
    public ConnectionFacts handshake() throws IOException {
        return conversation.handshake();
    }

    /**
     * Reads what is there, after waiting for one byte at least. It is decrypted straight into {@code destination}.
     *
     * @return the number of bytes; -1 after the peer's close_notify, when nothing is missing
     * @throws java.net.SocketTimeoutException if the read timeout is over; try again if you like
     */
    @Override
    public int read(ByteBuffer destination) throws IOException {
        return conversation.read(destination);
    }

    /**
     * Writes all of {@code source}. When this returns, the system has it; whether the peer gets it, only the peer can say.
     *
     * @return the number of bytes
     */
    @Override
    public int write(ByteBuffer source) throws IOException {
        int count = source.remaining();
        conversation.write(source);
        return count;
    }

    /**
     * Dangerous unless nothing bad comes of the server's doing twice what {@code source} asks for: sends it as early data (0-RTT, RFC
     * 9846 section 2.3) before the handshake, as far as the key of an earlier connection allows. Whoever can read the wire can send
     * the same once more. What the server does not take ({@link #earlyDataAccepted}) is lost, and never sent again by itself.
     *
     * @return the number of bytes: 0 if there is no key that allows early data, or this is a server
     */
    public int writeEarly(ByteBuffer source) throws IOException {
        return conversation.writeEarly(source);
    }

    /** Whether the server takes the early data that was offered; empty before that is known, and if none was offered. */
    public Optional<Boolean> earlyDataAccepted() {
        return connection.earlyDataAccepted();
    }

    /**
     * Whether this is a server whose client's handshake is not complete, so that what has been read is early data: somebody may have
     * recorded it and sent it again, so nothing may be done on it that must not be done twice (RFC 9846 appendix F.5). {@link
     * #handshake} ends that: it waits for the client, and keeps for later reads what else comes early.
     */
    public boolean isEarly() {
        return conversation.isEarly();
    }

    /** Shakes hands as far as it takes to read; what a server has to wait for before it gives a client to its handler. */
    void begin() throws IOException {
        conversation.begin();
    }

    /** Reads through this channel. Closing it closes the channel; it reads blocks as efficiently as the channel does. */
    public InputStream inputStream() {
        return new ChannelInput(this);
    }

    /** Writes through this channel, each call at once. Closing it closes the channel. */
    public OutputStream outputStream() {
        return new ChannelOutput(this);
    }

    /**
     * Moves on to the next keys for what is sent from now on (RFC 9846 section 4.7.3).
     *
     * @param requestPeer whether to ask the peer to do the same
     */
    public void updateKeys(boolean requestPeer) throws IOException {
        conversation.updateKeys(requestPeer);
    }

    /**
     * Asks the client for a certificate (RFC 9846 section 4.7.2). Its answer is among what is read later; {@link #peerCertificates}
     * changes then.
     *
     * @param wanted with NEED, a client without a certificate ends the connection
     * @throws IllegalStateException if this is a client, or if the client does not offer that
     */
    public void requestClientCertificate(ClientAuthentication wanted) throws IOException {
        conversation.requestClientCertificate(wanted);
    }

    /** Whether the client offers to be asked for a certificate now, and there is somebody to judge it. */
    public boolean mayRequestClientCertificate() {
        return connection.mayRequestClientCertificate();
    }

    /**
     * As {@link #requestClientCertificate}, and waits for the answer. Data that comes before it is kept for later reads.
     *
     * @param patience how long to wait
     * @return whether the client has shown a certificate that was accepted; false too if its answer did not come in time
     */
    public boolean authenticateClient(ClientAuthentication wanted, Duration patience) throws IOException {
        return conversation.authenticateClient(wanted, patience);
    }

    /**
     * Sends the client one more ticket, beyond those of the configuration (RFC 9846 section 4.7.1).
     *
     * @return whether it gets one; see {@link TlsConnection#sendTicket}
     * @throws IllegalStateException if this is a client
     */
    public boolean sendTicket() throws IOException {
        return conversation.sendTicket();
    }

    /** How long a read waits from now on; zero for ever. */
    public void readTimeout(Duration timeout) {
        conversation.readTimeout(timeout);
    }

    /** How long a handshake that has yet to begin may take; zero for ever. */
    public void handshakeTimeout(Duration timeout) {
        conversation.handshakeTimeout(timeout);
    }

    /** How many bytes the next read has without the transport; 0 while another thread reads. */
    public int available() {
        return conversation.available();
    }

    /**
     * Says that no more data follows: close_notify, then the end of the TCP stream in this direction. Reading goes on until
     * the peer does the same (half-close). Does nothing the second time.
     */
    public void shutdownOutput() throws IOException {
        conversation.shutdownOutput();
    }

    /**
     * Closes the channel: sends close_notify unless the handshake is incomplete, ends the transport's output, then reads until
     * the peer has closed too, but not longer than {@link Timeouts#close}, so that nothing unread resets the connection and takes
     * with it what the peer has yet to receive. It neither insists on the peer's close_notify nor reports its absence: who wants to
     * know that nothing is missing reads to -1 first. If another thread is reading it does not wait at all, and that thread
     * gets {@link java.nio.channels.AsynchronousCloseException}.
     */
    @Override
    public void close() throws IOException {
        conversation.close();
    }

    /** Closes the transport at once, without close_notify: the peer learns that data is missing. */
    public void abort() throws IOException {
        conversation.abort();
    }

    @Override
    public boolean isOpen() {
        return conversation.isOpen();
    }

    /** Whether the peer has said that no more data follows, and all that came before has been read. */
    public boolean isReadClosed() {
        return conversation.isReadClosed();
    }

    /** Whether nothing more can be written, because of {@link #shutdownOutput}, {@link #close} or a failure. */
    public boolean isWriteClosed() {
        return conversation.isWriteClosed();
    }

    /** What was agreed on, once the handshake is complete. */
    public Optional<ConnectionFacts> facts() {
        return connection.facts();
    }

    /** What has happened so far. */
    public HandshakeReport report() {
        return connection.report();
    }

    /** The certificates that the peer sent, its own first, in DER; empty if it sent none or hasn't yet. */
    public List<Bytes> peerCertificates() {
        return connection.peerCertificates();
    }

    /**
     * Keying material for use outside TLS (RFC 9846 section 7.5); the array is the caller's.
     *
     * @param length in bytes
     * @throws IllegalStateException unless the handshake is complete and the connection has not failed
     */
    public byte[] exportKeyingMaterial(String label, Bytes context, int length) {
        return connection.exportKeyingMaterial(label, context, length);
    }

    /**
     * The channel binding tls-exporter (RFC 9266), by which a login above this connection can be tied to it.
     *
     * @throws IllegalStateException as {@link #exportKeyingMaterial}
     */
    public Bytes tlsExporter() {
        return connection.tlsExporter();
    }

    /** Whether it is certain that the peer has completed the handshake too; see {@link TlsConnection#isPeerConfirmed}. */
    public boolean isPeerConfirmed() {
        return connection.isPeerConfirmed();
    }

    /** For people: the peer's address and port. */
    public String peer() {
        return transport.description();
    }

    /** The end of the connection, the peer and whether it is open. */
    @Override
    public String toString() {
        return connection.side() + " of a TLS connection with " + peer() + (isOpen() ? "" : ", closed");
    }
}
