// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/** The key managers that the properties {@code javax.net.ssl.keyStore…} ask for. */
final class DefaultKeys {
    private static final String STORE = "javax.net.ssl.keyStore";
    private static final String NONE = "NONE";

    private DefaultKeys() {}

    /** Those of the store that is named, or null if none is. */
    static KeyManager @Nullable [] managers() throws KeyManagementException {
        String file = System.getProperty(STORE, "");
        if (file.isEmpty()) {
            return null;
        }
        char[] password = System.getProperty(STORE + "Password", "").toCharArray();
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store(file, password), password);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new KeyManagementException(STORE + " " + file + " cannot be used: " + e.getMessage(), e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static KeyStore store(String file, char[] password) throws GeneralSecurityException, IOException {
        String type = System.getProperty(STORE + "Type", KeyStore.getDefaultType());
        String provider = System.getProperty(STORE + "Provider", "");
        KeyStore store = provider.isEmpty() ? KeyStore.getInstance(type) : KeyStore.getInstance(type, provider);
        char[] checked = password.length == 0 ? null : password;
        if (file.equals(NONE)) {
            store.load(null, checked);
        } else {
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                store.load(in, checked);
            }
        }
        return store;
    }
}
