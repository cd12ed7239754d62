// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.jsse.LimpidProvider;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestPki;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;

/**
 * What every recipe starts from: the provider, and contexts, stores and files for a server {@code localhost} and for those who
 * trust its authority. With {@code -Dlimpid.recipes.provider=SunJSSE} the same recipes run with the JDK's provider, which tells
 * whether a failure is the recipe's or the provider's.
 */
final class Ingredients {
    /** The password of every store. */
    static final String PASSWORD = "only-a-test";

    private static final Provider PROVIDER = chosen();
    private static final TestCertificate ROOT = TestPki.root("Recipes Root CA").issue();
    private static final TestCertificate SERVER = ROOT.leaf("localhost").issue();
    private static final TestCertificate CLIENT = ROOT.leaf("cook").issue();

    private Ingredients() {}

    /** The provider that all recipes use. */
    static Provider provider() {
        return PROVIDER;
    }

    /** Whether that is Limpid, and not another one for comparison. */
    static boolean isLimpid() {
        return PROVIDER.getName().equals(LimpidProvider.NAME);
    }

    /** A context for the server {@code localhost}, which believes the recipes' clients. */
    static SSLContext server() {
        return context(keys(SERVER));
    }

    /** A context for clients, which have a certificate too if they are asked for one. */
    static SSLContext client() {
        return context(keys(CLIENT));
    }

    /** The key and the chain of {@code localhost}. */
    static KeyStore serverKeys() {
        return keys(SERVER);
    }

    /** The key and the chain of a client. */
    static KeyStore clientKeys() {
        return keys(CLIENT);
    }

    /** Who is trusted. */
    static KeyStore trusted() {
        return store(store -> store.setCertificateEntry("root", ROOT.certificate()));
    }

    /** The key manager of {@link #server()}, for frameworks that want to be told it beside a context. */
    static X509KeyManager keyManager() {
        return only(X509KeyManager.class, keyManagers(serverKeys()));
    }

    /** One with that certificate and its key. */
    static X509KeyManager keyManager(TestCertificate owner) {
        return only(X509KeyManager.class, keyManagers(keys(owner)));
    }

    /** The key manager of {@link #client()}. */
    static X509KeyManager clientKeyManager() {
        return only(X509KeyManager.class, keyManagers(clientKeys()));
    }

    /** The trust manager of all contexts, for frameworks that want to be told it beside a socket factory. */
    static X509TrustManager trustManager() {
        return only(X509TrustManager.class, trustManagers());
    }

    /** The server's certificate and key, and the root. */
    static TestCertificate serverCertificate() {
        return SERVER;
    }

    /** Who issued all certificates. */
    static TestCertificate root() {
        return ROOT;
    }

    /** Writes a store to a file, protected by {@link #PASSWORD}. */
    static Path file(Path folder, String name, KeyStore store) {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
            return file;
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static SSLContext context(KeyStore keys) {
        try {
            // #region context
            SSLContext context = SSLContext.getInstance("TLSv1.3", PROVIDER);
            context.init(keyManagers(keys), trustManagers(), null);
            // #endregion
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static KeyManager[] keyManagers(KeyStore keys) {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(keys, PASSWORD.toCharArray());
            return factory.getKeyManagers();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static TrustManager[] trustManagers() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(trusted());
            return factory.getTrustManagers();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static <T> T only(Class<T> kind, Object[] managers) {
        assertThat(managers).singleElement().isInstanceOf(kind);
        return kind.cast(managers[0]);
    }

    private static KeyStore keys(TestCertificate owner) {
        // PostgreSQL's driver looks for this alias; all others take whatever is there.
        Certificate[] chain = {owner.certificate()};
        return store(store -> store.setKeyEntry("user", owner.privateKey(), PASSWORD.toCharArray(), chain));
    }

    private static KeyStore store(Filling filling) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            filling.fill(store);
            return store;
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Provider chosen() {
        String name = System.getProperty("limpid.recipes.provider", LimpidProvider.NAME);
        return name.equals(LimpidProvider.NAME) ? new LimpidProvider() : Security.getProvider(name);
    }

    @FunctionalInterface
    private interface Filling {
        void fill(KeyStore store) throws GeneralSecurityException;
    }
}
