// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The JDK's X.509: its own provider where there is one, since other providers report failures in other words. */
final class X509 {
    private static final String PROVIDER = "SUN";

    private X509() {}

    /**
     * The certificate with this DER form.
     *
     * @throws ViolationException CERTIFICATE_UNSUPPORTED_KEY or CERTIFICATE_MALFORMED
     */
    static X509Certificate parse(Bytes der) {
        CertificateKey key = CertificateKey.ofCertificate(der);
        if (!key.isKnown()) {
            throw new ViolationException(
                    Violation.CERTIFICATE_UNSUPPORTED_KEY, "its algorithm or curve is unknown here");
        }
        try {
            return (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der.toArray()));
        } catch (CertificateException malformed) {
            throw new ViolationException(Violation.CERTIFICATE_MALFORMED, String.valueOf(malformed.getMessage()));
        }
    }

    /** The certificate with this DER form, if it can be read. */
    static Optional<X509Certificate> tryParse(Bytes der) {
        try {
            return Optional.of(parse(der));
        } catch (ViolationException unreadable) {
            return Optional.empty();
        }
    }

    static CertificateFactory factory() throws CertificateException {
        try {
            return CertificateFactory.getInstance("X.509", PROVIDER);
        } catch (NoSuchProviderException elsewhere) {
            return CertificateFactory.getInstance("X.509");
        }
    }

    static CertPathValidator pathValidator() throws NoSuchAlgorithmException {
        try {
            return CertPathValidator.getInstance("PKIX", PROVIDER);
        } catch (NoSuchProviderException elsewhere) {
            return CertPathValidator.getInstance("PKIX");
        }
    }

    /** The certificate's DER form. */
    static Bytes der(X509Certificate certificate) {
        try {
            return Bytes.wrap(certificate.getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalArgumentException("a certificate without an encoding", impossible);
        }
    }

    /** SHA-256, which every Java platform has to have. */
    static Bytes sha256(Bytes bytes) {
        try {
            return Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(bytes.toArray()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this JVM has no SHA-256", impossible);
        }
    }
}
