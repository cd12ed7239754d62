// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates from their DER form. */
final class Certificates {
    private Certificates() {}

    static X509Certificate[] parse(List<Bytes> encoded) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        X509Certificate[] parsed = new X509Certificate[encoded.size()];
        for (int i = 0; i < parsed.length; i++) {
            parsed[i] = (X509Certificate) factory.generateCertificate(
                    new ByteArrayInputStream(encoded.get(i).toArray()));
        }
        return parsed;
    }
}
