// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.identity.Credential;
import dev.limpid.wire.Bytes;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The credentials of a key manager. A credential tries its key when it is made, which costs a signature, so they are kept, by their
 * certificates: the JDK's key managers make up another alias each time. Thread-safe.
 */
final class KnownCredentials {
    private static final int MOST = 256;

    private final ConcurrentHashMap<List<X509Certificate>, Known> known = new ConcurrentHashMap<>();

    private record Known(PrivateKey key, Credential credential) {}

    /**
     * The credential of {@code alias}.
     *
     * @throws IllegalArgumentException if the key does not belong to the certificate, or nobody can sign with it
     */
    Credential of(String alias, X509Certificate[] chain, PrivateKey key) {
        List<X509Certificate> certificates = List.of(chain);
        Known before = known.get(certificates);
        if (before != null && before.key().equals(key)) {
            return before.credential();
        }
        Credential credential = Credential.of(alias, encoded(certificates), key);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(certificates, new Known(key, credential));
        return credential;
    }

    private static List<Bytes> encoded(List<X509Certificate> chain) {
        List<Bytes> encoded = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            try {
                encoded.add(Bytes.of(certificate.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new IllegalArgumentException("a certificate without an encoding", e);
            }
        }
        return encoded;
    }
}
