// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.observe.ConnectionFacts;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import java.util.function.BiFunction;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** An engine of this provider. What happens on the connection is {@link EngineConnection}'s; here is what can be set beforehand. */
final class LimpidEngine extends SSLEngine {
    private final Settings settings;
    private final SSLSession nullSession = new NullSession();
    private volatile @Nullable EngineConnection connection;
    private volatile boolean outboundClosed;
    private volatile boolean inboundClosed;
    private volatile @Nullable BiFunction<SSLEngine, List<String>, String> protocolSelector;

    LimpidEngine(ContextState context) {
        settings = new Settings(context, null, null);
    }

    LimpidEngine(ContextState context, @Nullable String host, int port) {
        super(host, port);
        settings = new Settings(context, null, host);
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] srcs, int offset, int length, ByteBuffer dst) throws SSLException {
        if (dst == null) {
            throw new IllegalArgumentException("there is no buffer to wrap into");
        }
        Buffers source = Buffers.of(srcs, offset, length);
        if (dst.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        EngineConnection begun = begun();
        return begun == null ? closed() : begun.wrap(source, dst);
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer src, ByteBuffer[] dsts, int offset, int length) throws SSLException {
        if (src == null) {
            throw new IllegalArgumentException("there is no buffer to unwrap");
        }
        Buffers destination = Buffers.of(dsts, offset, length).writable();
        EngineConnection begun = begun();
        return begun == null ? closed() : begun.unwrap(src, destination);
    }

    @Override
    public @Nullable Runnable getDelegatedTask() {
        EngineConnection begun = connection;
        return begun == null ? null : begun.task();
    }

    @Override
    public void closeInbound() throws SSLException {
        EngineConnection begun;
        synchronized (this) {
            inboundClosed = true;
            begun = connection;
        }
        if (begun != null) {
            begun.closeInbound();
        }
    }

    @Override
    public boolean isInboundDone() {
        EngineConnection begun = connection;
        return begun == null ? inboundClosed || outboundClosed : begun.isInboundDone();
    }

    @Override
    public void closeOutbound() {
        EngineConnection begun;
        synchronized (this) {
            outboundClosed = true;
            begun = connection;
        }
        if (begun != null) {
            begun.closeOutbound();
        }
    }

    @Override
    public boolean isOutboundDone() {
        EngineConnection begun = connection;
        return begun == null ? outboundClosed : begun.isOutboundDone();
    }

    @Override
    public void beginHandshake() throws SSLException {
        EngineConnection begun = connection;
        if (outboundClosed || begun != null && (begun.isOutboundDone() || begun.isInboundDone())) {
            throw new SSLException("the connection is closed: no handshake begins on it any more");
        }
        if (begun == null) {
            begun();
        } else if (begun.isFinished()) {
            begun.renew();
        }
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
        EngineConnection begun = connection;
        return begun == null ? HandshakeStatus.NOT_HANDSHAKING : begun.status();
    }

    @Override
    public SSLSession getSession() {
        EngineConnection begun = connection;
        return begun != null && begun.isFinished() ? begun.session() : nullSession;
    }

    @Override
    public @Nullable SSLSession getHandshakeSession() {
        EngineConnection begun = connection;
        if (begun == null || begun.isFinished() && !begun.session().isAsked()) {
            return null;
        }
        return begun.isInboundDone() ? null : begun.session();
    }

    @Override
    public @Nullable String getApplicationProtocol() {
        EngineConnection begun = connection;
        return begun == null || !begun.isFinished()
                ? null
                : begun.session().facts().flatMap(ConnectionFacts::alpn).orElse("");
    }

    @Override
    public @Nullable String getHandshakeApplicationProtocol() {
        EngineConnection begun = connection;
        return begun == null || begun.isFinished() ? null : begun.session().handshakeProtocol();
    }

    @Override
    public void setHandshakeApplicationProtocolSelector(
            @Nullable BiFunction<SSLEngine, List<String>, String> selector) {
        protocolSelector = selector;
    }

    @Override
    public @Nullable BiFunction<SSLEngine, List<String>, String> getHandshakeApplicationProtocolSelector() {
        return protocolSelector;
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

    /** Role, peer and how far it is. */
    @Override
    public String toString() {
        EngineConnection begun = connection;
        return "Limpid engine, " + (begun == null ? "not begun" : begun.session());
    }

    /** The connection, begun now if it was not; null if this was closed before it had begun. */
    private @Nullable EngineConnection begun() throws SSLException {
        EngineConnection begun = connection;
        return begun != null ? begun : begin();
    }

    private synchronized @Nullable EngineConnection begin() throws SSLException {
        if (connection == null && !outboundClosed && !inboundClosed) {
            if (!settings.hasRole()) {
                throw new IllegalStateException("setUseClientMode was not called: is this a client or a server?");
            }
            try {
                connection = new EngineConnection(this, settings);
            } catch (IllegalArgumentException | IllegalStateException unusable) {
                throw SslFailures.ofSettings(unusable);
            }
        }
        return connection;
    }

    private static SSLEngineResult closed() {
        return new SSLEngineResult(Status.CLOSED, HandshakeStatus.NOT_HANDSHAKING, 0, 0);
    }
}
