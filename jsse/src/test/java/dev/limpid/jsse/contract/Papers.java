// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestKey;
import dev.limpid.testkit.TestPki;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Who is who in these tests, in the JDK's own key stores and managers, as an application has them. */
final class Papers {
    /** The root that everybody trusts. */
    static final TestCertificate ROOT = TestPki.root("Contract Root CA").issue();

    /** The server's certificate. */
    static final TestCertificate SHOP =
            ROOT.leaf("shop.lab").names("shop.lab", "localhost", "127.0.0.1").issue();

    /** A certificate of another server. */
    static final TestCertificate BANK = ROOT.leaf("bank.lab").issue();

    /** The client's certificate. */
    static final TestCertificate CLIENT = ROOT.leaf("client.lab").issue();

    private static final char[] PASSWORD = "contract".toCharArray();

    private static final Map<List<TestCertificate>, KeyManager[]> KEYS = new ConcurrentHashMap<>();

    private static final Map<TestKey, TestCertificate> SHOPS = new ConcurrentHashMap<>();

    private Papers() {}

    /** The certificate of {@code shop.lab} with such a key. */
    static TestCertificate shopWith(TestKey key) {
        return SHOPS.computeIfAbsent(
                key,
                kind -> ROOT.leaf("shop.lab")
                        .names("shop.lab", "localhost")
                        .key(kind)
                        .issue());
    }

    /** A certificate of {@code shop.lab} from a CA that nobody trusts. */
    static TestCertificate unknown() {
        return TestPki.root("A Stranger").issue().leaf("shop.lab").issue();
    }

    /** What proves to be {@code owners}; none: nobody. Key stores are slow on purpose, so each is opened once. */
    static KeyManager[] keys(TestCertificate... owners) throws GeneralSecurityException {
        List<TestCertificate> all = List.of(owners);
        KeyManager[] known = KEYS.get(all);
        KeyManager[] keys = known == null ? open(all) : known;
        KEYS.put(all, keys);
        return keys;
    }

    private static KeyManager[] open(List<TestCertificate> owners) throws GeneralSecurityException {
        KeyStore store = emptyStore();
        for (TestCertificate owner : owners) {
            String alias = "key " + store.size();
            store.setKeyEntry(alias, owner.privateKey(), PASSWORD, chain(owner));
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }

    /** What trusts {@link #ROOT}. */
    static TrustManager[] trust() throws GeneralSecurityException {
        KeyStore store = emptyStore();
        store.setCertificateEntry("root", ROOT.certificate());
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** The certificates of {@code owner}, its own first. */
    static Certificate[] chain(TestCertificate owner) throws CertificateException {
        CertificateFactory certificates = CertificateFactory.getInstance("X.509");
        List<Certificate> chain = new ArrayList<>();
        for (var der : owner.chain()) {
            chain.add(certificates.generateCertificate(new ByteArrayInputStream(der.toArray())));
        }
        return chain.toArray(Certificate[]::new);
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, PASSWORD);
            return store;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
