// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.security.Provider;

/**
 * The security provider {@code Limpid}. Register it with {@link java.security.Security#insertProviderAt} to make it everybody's,
 * or pass it to {@link javax.net.ssl.SSLContext#getInstance(String, Provider)}. It has the contexts {@code TLS}, {@code TLSv1.3} and
 * {@code Default}; key and trust managers come from elsewhere, the JDK's for instance. Thread-safe.
 */
public final class LimpidProvider extends Provider {
    /** The name by which it is found. */
    public static final String NAME = "Limpid";

    private static final long serialVersionUID = 1L;
    private static final String SERVICE = "SSLContext";

    /** A provider that may be registered, and used without being registered. */
    public LimpidProvider() {
        super(NAME, "0.1", "TLS 1.3 (RFC 9846) that you can see through");
        put(SERVICE + ".TLSv1.3", LimpidContextSpi.class.getName());
        put("Alg.Alias." + SERVICE + ".TLS", "TLSv1.3");
        put(SERVICE + ".Default", LimpidContextSpi.Default.class.getName());
    }
}
