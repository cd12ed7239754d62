// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** The contexts {@code TLS} and {@code TLSv1.3}: there is only one version, so they are the same. */
class LimpidContextSpi extends SSLContextSpi {
    private volatile @Nullable ContextState state;

    /**
     * As {@link javax.net.ssl.SSLContext#init} says. The randomness is that of the crypto provider, whatever {@code random} is: a
     * weak one must not weaken keys.
     */
    @Override
    protected void engineInit(KeyManager @Nullable [] km, TrustManager @Nullable [] tm, @Nullable SecureRandom random)
            throws KeyManagementException {
        state = new ContextState(Managers.of(km, tm));
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return new LimpidSocketFactory(state());
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        return new LimpidServerSocketFactory(state());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return new LimpidEngine(state());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return new LimpidEngine(state(), host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return state().sessions(false);
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return state().sessions(true);
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        return new Settings(state(), true, null).parameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        LimpidParameters supported = new LimpidParameters();
        supported.setProtocols(new String[] {JsseNames.PROTOCOL});
        supported.setCipherSuites(Settings.supportedSuites(state()));
        return supported;
    }

    private ContextState state() {
        ContextState known = state;
        if (known == null) {
            throw new IllegalStateException("SSLContext.init was not called");
        }
        return known;
    }

    /** The context {@code Default}: the managers of the JVM's own stores and properties, and no {@code init}. */
    static final class Default extends LimpidContextSpi {
        /** @throws KeyManagementException if a store that the properties name cannot be read */
        Default() throws KeyManagementException {
            super.engineInit(DefaultKeys.managers(), null, null);
        }

        @Override
        protected void engineInit(
                KeyManager @Nullable [] km, TrustManager @Nullable [] tm, @Nullable SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("the default context is initialized already");
        }
    }
}
