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
 * The credentials of a key manager. A credential tries its key when it is made, which costs a signature, so they are kept; a manager
 * that answers with other certificates under the same alias gets a new one. Thread-safe.
 */
final class KnownCredentials {
    private static final int MOST = 256;

    private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();

    private record Known(List<X509Certificate> chain, PrivateKey key, Credential credential) {
        boolean is(X509Certificate[] otherChain, PrivateKey otherKey) {
            return key.equals(otherKey) && chain.equals(List.of(otherChain));
        }
    }

    /**
     * The credential of {@code alias}.
     *
     * @throws IllegalArgumentException if the key does not belong to the certificate, or nobody can sign with it
     */
    Credential of(String alias, X509Certificate[] chain, PrivateKey key) {
        Known before = known.get(alias);
        if (before != null && before.is(chain, key)) {
            return before.credential();
        }
        Credential credential = Credential.of(alias, encoded(chain), key);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(alias, new Known(List.of(chain), key, credential));
        return credential;
    }

    private static List<Bytes> encoded(X509Certificate[] chain) {
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
