// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.identity.Credential;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Java's key stores: PKCS#12 and JKS in files, and whatever JCA offers. */
final class KeyStoreFile {
    private KeyStoreFile() {}

    static Credential credential(
            Path file, PasswordSource passwords, BiFunction<String, KeyStore, String> chooseAlias) {
        String source = file.toString();
        char[] password = passwords
                .passwordFor(source)
                .orElseThrow(() -> new StoreException(source, "a key store needs its password", "give it"));
        try {
            KeyStore store = open(file, password);
            return credential(source, store, chooseAlias.apply(source, store), password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    static Credential credential(String source, KeyStore store, String alias, char[] password) {
        String place = source + "#" + alias;
        try {
            if (!store.isKeyEntry(alias)) {
                throw new StoreException(
                        source, "has no private key under the alias \"" + alias + "\"", "it has: " + keyAliases(store));
            }
            if (!(store.getKey(alias, password) instanceof PrivateKey key)) {
                throw new StoreException(source, "holds no private key under \"" + alias + "\"", "");
            }
            Certificate[] chain = store.getCertificateChain(alias);
            if (chain == null || chain.length == 0) {
                throw new StoreException(source, "has no certificate for the key \"" + alias + "\"", "");
            }
            List<X509Certificate> certificates = new ArrayList<>();
            for (Certificate each : chain) {
                certificates.add((X509Certificate) each);
            }
            return ChainOrder.credential(place, place, encoded(source, certificates), key);
        } catch (UnrecoverableKeyException wrong) {
            throw new StoreException(source, "the password does not open the key \"" + alias + "\"", "");
        } catch (GeneralSecurityException failure) {
            throw new StoreException(source, "the key \"" + alias + "\" cannot be read", "");
        }
    }

    /** The alias of the only private key. */
    static String onlyAlias(String source, KeyStore store) {
        List<String> aliases = keyAliases(store);
        if (aliases.isEmpty()) {
            throw new StoreException(source, "has no private key", "");
        }
        if (aliases.size() > 1) {
            throw new StoreException(source, "has several private keys", "name one of " + aliases);
        }
        return aliases.getFirst();
    }

    /** The certificates that {@code store} marks as trusted. */
    static List<X509Certificate> trusted(String source, KeyStore store) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isCertificateEntry(alias)
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    certificates.add(certificate);
                }
            }
        } catch (KeyStoreException failure) {
            throw new StoreException(source, "cannot be read", "");
        }
        return certificates;
    }

    /** Loads a store; without a password what needs none can still be read from it. */
    static KeyStore open(Path file, char @Nullable [] password) {
        String source = StoreFile.read(file).source();
        try {
            return KeyStore.getInstance(file.toFile(), password);
        } catch (IOException failure) {
            boolean wrong = failure.getCause() instanceof UnrecoverableKeyException;
            throw new StoreException(source, wrong ? "the password does not open it" : "is no key store", "");
        } catch (GeneralSecurityException unknown) {
            throw new StoreException(source, "is no key store that this JVM knows", "");
        }
    }

    static List<Bytes> encoded(String source, List<X509Certificate> chain) {
        List<Bytes> all = new ArrayList<>();
        for (X509Certificate each : chain) {
            try {
                all.add(Bytes.wrap(each.getEncoded()));
            } catch (CertificateEncodingException impossible) {
                throw new StoreException(source, "a certificate has no encoding", "");
            }
        }
        return all;
    }

    private static List<String> keyAliases(KeyStore store) {
        try {
            List<String> aliases = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    aliases.add(alias);
                }
            }
            return aliases;
        } catch (KeyStoreException failure) {
            return List.of();
        }
    }
}
