// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContextSpi;
import org.jspecify.annotations.Nullable;

/**
 * The security provider {@code Limpid}. Register it with {@link java.security.Security#insertProviderAt} to make it everybody's,
 * or pass it to {@link javax.net.ssl.SSLContext#getInstance(String, Provider)}. It has the contexts {@code TLS}, {@code TLSv1.3} and
 * {@code Default}; key and trust managers come from elsewhere, the JDK's for instance. Thread-safe.
 */
public final class LimpidProvider extends Provider {
    /** The name by which it is found. */
    public static final String NAME = "Limpid";

    private static final long serialVersionUID = 1L;

    /** A provider that may be registered, and used without being registered. */
    public LimpidProvider() {
        super(NAME, "0.1", "TLS 1.3 (RFC 9846) that you can see through");
        putService(new ContextService(this, "TLSv1.3", List.of("TLS"), LimpidContextSpi::new));
        putService(new ContextService(this, "Default", List.of(), LimpidContextSpi.Default::new));
    }

    /** Makes contexts without reflection, so that their class is nobody else's to see. */
    private static final class ContextService extends Service {
        private final Callable<SSLContextSpi> maker;

        ContextService(Provider provider, String algorithm, List<String> aliases, Callable<SSLContextSpi> maker) {
            super(provider, "SSLContext", algorithm, LimpidContextSpi.class.getName(), aliases, Map.of());
            this.maker = maker;
        }

        @Override
        public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
            try {
                return maker.call();
            } catch (Exception e) {
                throw new NoSuchAlgorithmException(getAlgorithm() + ": " + e.getMessage(), e);
            }
        }
    }
}
