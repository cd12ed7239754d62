// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The managers that a context goes by now. Thread-safe, as far as they are.
 *
 * @param keys who has our certificates; nobody if there are none
 * @param trust who judges the peer's
 * @param credentials those that {@code keys} gave out already
 * @param generation tells these from those that the context, or another one, went by before: sessions are bound to it
 */
record Managers(Optional<X509KeyManager> keys, X509TrustManager trust, KnownCredentials credentials, long generation) {
    private static final AtomicLong GENERATIONS = new AtomicLong();

    /**
     * Those that {@code SSLContext.init} was given.
     *
     * @param keys null for none
     * @param trust null for the JVM's own
     */
    static Managers of(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust) throws KeyManagementException {
        return new Managers(
                first(keys, X509KeyManager.class),
                trust == null ? jvm() : first(trust, X509TrustManager.class).orElse(TrustsNobody.INSTANCE),
                new KnownCredentials(),
                GENERATIONS.incrementAndGet());
    }

    private static <T> Optional<T> first(Object @Nullable [] managers, Class<T> type) {
        if (managers != null) {
            for (Object manager : managers) {
                if (type.isInstance(manager)) {
                    return Optional.of(type.cast(manager));
                }
            }
        }
        return Optional.empty();
    }

    private static X509TrustManager jvm() throws KeyManagementException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return first(factory.getTrustManagers(), X509TrustManager.class).orElse(TrustsNobody.INSTANCE);
        } catch (NoSuchAlgorithmException | KeyStoreException e) {
            throw new KeyManagementException("the JVM's own trust store cannot be read: " + e.getMessage(), e);
        }
    }
}
