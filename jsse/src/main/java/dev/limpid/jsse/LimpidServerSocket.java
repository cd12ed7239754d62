// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/** A server socket of this provider: what is set on it holds for the sockets that it accepts from then on. */
final class LimpidServerSocket extends SSLServerSocket {
    private final Settings settings;

    LimpidServerSocket(Settings settings) throws IOException {
        this.settings = settings;
    }

    LimpidServerSocket(Settings settings, int port, int backlog, @Nullable InetAddress address) throws IOException {
        super(port, backlog, address);
        this.settings = settings;
    }

    /** A socket that has not shaken hands: reading or writing does. */
    @Override
    public Socket accept() throws IOException {
        Socket tcp = new Socket();
        implAccept(tcp);
        try {
            return new LimpidSocket(settings.copy(), tcp, ByteBuffer.allocate(0), true);
        } catch (IOException | RuntimeException e) {
            tcp.close();
            throw e;
        }
    }

    @Override
    public void setUseClientMode(boolean mode) {
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
}
