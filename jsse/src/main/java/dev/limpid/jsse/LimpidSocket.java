// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.net.Transport;
import dev.limpid.observe.ConnectionFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import javax.net.ssl.HandshakeCompletedEvent;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A socket of this provider, over another. What happens on the connection is {@link SocketConnection}'s. */
final class LimpidSocket extends DelegatedSocket {
    private final Settings settings;
    private final ByteBuffer consumed;
    private final boolean owned;
    private final SSLSession nullSession = new NullSession();
    private final List<HandshakeCompletedListener> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable SocketConnection connection;
    private volatile @Nullable BiFunction<SSLSocket, List<String>, String> protocolSelector;
    private volatile int timeoutMillis;
    private volatile boolean closed;
    private volatile boolean inputShut;
    private volatile boolean outputShut;

    /**
     * TLS over {@code tcp}, whether that is connected or not.
     *
     * @param consumed what was read from it already
     * @param owned whether closing this closes {@code tcp}
     */
    LimpidSocket(Settings settings, Socket tcp, ByteBuffer consumed, boolean owned) throws SocketException {
        super(tcp);
        this.settings = settings;
        this.consumed = consumed;
        this.owned = owned;
        this.timeoutMillis = tcp.getSoTimeout();
    }

    /** The connection, once its handshake is complete: it is done now if it was not. */
    SocketConnection connected() throws IOException {
        SocketConnection begun = begun();
        if (begun.handshake()) {
            tellListeners(begun.session());
        }
        return begun;
    }

    /** How much can be read without waiting. */
    int availableNow() throws IOException {
        checkOpen();
        SocketConnection begun = connection;
        return begun == null ? 0 : begun.channel().available();
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        tcp.connect(endpoint, timeout);
        if (endpoint instanceof InetSocketAddress address && settings.host() == null) {
            settings.host(address.getHostString());
        }
    }

    @Override
    public void startHandshake() throws IOException {
        SocketConnection begun = connection;
        if (begun != null && begun.isFinished()) {
            checkOpen();
            begun.renew();
        } else {
            connected();
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        checkConnected();
        if (inputShut) {
            throw new SocketException("input was shut down");
        }
        return new SocketInput(this);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        checkConnected();
        if (outputShut) {
            throw new SocketException("output was shut down");
        }
        return new SocketOutput(this);
    }

    @Override
    public void shutdownOutput() throws IOException {
        if (!outputShut) {
            connected().shutdownOutput();
            outputShut = true;
        }
    }

    /** There is no way to tell the peer to stop, so this is in order only once it has said that it will. */
    @Override
    public void shutdownInput() throws IOException {
        checkConnected();
        SocketConnection begun = connection;
        if (begun != null && !begun.channel().isReadClosed()) {
            throw new SSLException("the peer has not sent close_notify: data may be missing if no more is read");
        }
        inputShut = true;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        SocketConnection begun = connection;
        try {
            if (begun != null) {
                begun.close();
            }
        } finally {
            if (owned) {
                tcp.close();
            }
        }
    }

    @Override
    public boolean isClosed() {
        return closed || tcp.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
        return inputShut;
    }

    @Override
    public boolean isOutputShutdown() {
        return outputShut;
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        if (timeout < 0) {
            throw new IllegalArgumentException("a timeout is 0 (none) or more milliseconds, not " + timeout);
        }
        checkOpen();
        timeoutMillis = timeout;
        SocketConnection begun = connection;
        if (begun != null) {
            begun.channel().readTimeout(Duration.ofMillis(timeout));
        }
    }

    @Override
    public int getSoTimeout() throws SocketException {
        checkOpen();
        return timeoutMillis;
    }

    @Override
    public SSLSession getSession() {
        SocketConnection begun = connection;
        if (begun != null && begun.isFinished()) {
            // After close too: it says what the connection was.
            return begun.session();
        }
        try {
            return connected().session();
        } catch (IOException e) {
            return nullSession;
        }
    }

    @Override
    public @Nullable SSLSession getHandshakeSession() {
        SocketConnection begun = connection;
        if (begun == null || begun.isFinished() && !begun.session().isAsked()) {
            return null;
        }
        return isClosed() ? null : begun.session();
    }

    @Override
    public @Nullable String getApplicationProtocol() {
        SocketConnection begun = connection;
        return begun == null || !begun.isFinished()
                ? null
                : begun.session().facts().flatMap(ConnectionFacts::alpn).orElse("");
    }

    @Override
    public @Nullable String getHandshakeApplicationProtocol() {
        SocketConnection begun = connection;
        return begun == null || begun.isFinished() ? null : begun.session().handshakeProtocol();
    }

    @Override
    public void setHandshakeApplicationProtocolSelector(
            @Nullable BiFunction<SSLSocket, List<String>, String> selector) {
        protocolSelector = selector;
    }

    @Override
    public @Nullable BiFunction<SSLSocket, List<String>, String> getHandshakeApplicationProtocolSelector() {
        return protocolSelector;
    }

    @Override
    public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
        if (listener == null) {
            throw new IllegalArgumentException("there is no listener");
        }
        listeners.add(listener);
    }

    @Override
    public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
        if (listener == null || !listeners.remove(listener)) {
            throw new IllegalArgumentException("this listener was not added");
        }
    }

    @Override
    public void setUseClientMode(boolean mode) {
        if (connection != null) {
            throw new IllegalArgumentException("the handshake has begun: the role cannot change any more");
        }
        settings.client(mode);
    }

    @Override
    public boolean getUseClientMode() {
        return settings.isClient();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return Settings.supportedSuites(settings.context());
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return settings.enabledSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        settings.enableSuites(suites);
    }

    @Override
    public String[] getSupportedProtocols() {
        return new String[] {JsseNames.PROTOCOL};
    }

    @Override
    public String[] getEnabledProtocols() {
        return new String[] {JsseNames.PROTOCOL};
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        settings.enableProtocols(protocols);
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        settings.live().setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return settings.live().getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        settings.live().setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return settings.live().getWantClientAuth();
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {
        settings.sessionCreation(flag);
    }

    @Override
    public boolean getEnableSessionCreation() {
        return settings.sessionCreation();
    }

    @Override
    public SSLParameters getSSLParameters() {
        return settings.parameters();
    }

    @Override
    public void setSSLParameters(SSLParameters params) {
        settings.apply(params);
    }

    /** Role and peer. */
    @Override
    public String toString() {
        return "Limpid socket, " + (settings.isClient() ? "client" : "server") + ", over " + tcp;
    }

    private SocketConnection begun() throws IOException {
        checkConnected();
        SocketConnection begun = connection;
        return begun != null ? begun : begin();
    }

    private synchronized SocketConnection begin() throws IOException {
        SocketConnection begun = connection;
        if (begun == null) {
            Transport transport = transport();
            try {
                begun = new SocketConnection(this, settings, transport, Duration.ofMillis(timeoutMillis));
            } catch (IllegalArgumentException | IllegalStateException unusable) {
                close();
                throw SslFailures.ofSettings(unusable);
            }
            connection = begun;
        }
        return begun;
    }

    private Transport transport() throws SocketException {
        try {
            Transport transport = Transport.of(tcp, consumed);
            return owned ? transport : new BorrowedTransport(transport, tcp, timeoutMillis);
        } catch (IllegalArgumentException gone) {
            SocketException told = new SocketException("the socket is not connected any more");
            told.initCause(gone);
            throw told;
        }
    }

    /** On a thread of its own, as they may do what takes long, or talk on this socket. */
    private void tellListeners(SSLSession session) {
        if (!listeners.isEmpty()) {
            HandshakeCompletedEvent event = new HandshakeCompletedEvent(this, session);
            List<HandshakeCompletedListener> told = List.copyOf(listeners);
            Thread.ofVirtual()
                    .name("limpid-handshake-completed")
                    .start(() -> told.forEach(listener -> listener.handshakeCompleted(event)));
        }
    }

    private void checkConnected() throws SocketException {
        checkOpen();
        if (!tcp.isConnected()) {
            throw new SocketException("the socket is not connected");
        }
    }

    private void checkOpen() throws SocketException {
        if (isClosed()) {
            throw new SocketException("the socket is closed");
        }
    }
}
