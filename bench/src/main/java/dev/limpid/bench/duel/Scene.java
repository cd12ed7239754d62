// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestPki;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;

/**
 * The certificates of a duel, the same for every stack: one leaf with a P-256 key under one root.
 *
 * @param trusted the root that clients trust
 * @param server the server's certificate
 */
record Scene(TestCertificate trusted, TestCertificate server) {
    static final String NAME = "shop.lab";
    private static final char[] PASSWORD = "duel".toCharArray();

    static Scene create() {
        TestCertificate root = TestPki.root("Duel Root CA").issue();
        return new Scene(root, root.leaf(NAME).issue());
    }

    /** The same server, and clients that trust somebody else. */
    Scene withStranger() {
        return new Scene(TestPki.root("Duel Root CA").issue(), server);
    }

    /** The same clients, and a server that is somebody else. */
    Scene withServerOfAnotherName() {
        return new Scene(trusted, trusted.leaf("bank.lab").issue());
    }

    /** The server's key and certificate, which are all that it sends. */
    KeyStore keys() throws Exception {
        KeyStore keys = empty();
        keys.setKeyEntry("server", server.privateKey(), PASSWORD, new Certificate[] {server.certificate()});
        return keys;
    }

    KeyStore anchors() throws Exception {
        KeyStore anchors = empty();
        anchors.setCertificateEntry("root", trusted.certificate());
        return anchors;
    }

    X509Certificate root() {
        return trusted.certificate();
    }

    static char[] password() {
        return PASSWORD.clone();
    }

    private static KeyStore empty() throws Exception {
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        return empty;
    }
}
