// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.security.KeyManagementException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** What an {@link SSLContext} of this provider can do beyond its type. Thread-safe. */
public final class LimpidContext {
    private final ContextState state;

    private LimpidContext(ContextState state) {
        this.state = state;
    }

    /**
     * The wider view of {@code context}.
     *
     * @throws IllegalArgumentException if it is not a context of this provider
     */
    public static LimpidContext of(SSLContext context) {
        if (context.getServerSessionContext() instanceof SessionContext sessions) {
            return new LimpidContext(sessions.owner());
        }
        throw new IllegalArgumentException(
                "not a context of Limpid: " + context.getProvider().getName());
    }

    /**
     * What all engines and sockets begin with that are made from now on: the way for frameworks that take a context and nothing else.
     * What is null or unset in {@code parameters} stays as it is.
     */
    public void parameters(SSLParameters parameters) {
        state.parameters(parameters);
    }

    /** A copy of what engines and sockets begin with. */
    public LimpidParameters parameters() {
        return state.parameters();
    }

    /**
     * Replaces keys and trust for connections that begin from now on; those that exist keep what they have. Sessions from before are
     * not resumed any more, for what was right under other rules may be wrong now (RFC 9846 section 4.7.1).
     *
     * @param keys as for {@link SSLContext#init}
     * @param trust as for {@link SSLContext#init}
     * @throws KeyManagementException if the JVM's own trust store is wanted and cannot be read
     */
    public void reload(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust) throws KeyManagementException {
        state.managers(Managers.of(keys, trust));
    }
}
