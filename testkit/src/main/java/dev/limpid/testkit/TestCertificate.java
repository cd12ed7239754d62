// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.identity.Credential;
import dev.limpid.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A certificate that a test issued, with the private key and, unless it is self-signed, who issued it. */
public final class TestCertificate {
    private final Bytes der;
    private final KeyPair keys;
    private final TestKey kind;
    private final String subject;
    private final Optional<TestCertificate> issuer;

    TestCertificate(Bytes der, KeyPair keys, TestKey kind, String subject, Optional<TestCertificate> issuer) {
        this.der = der;
        this.keys = keys;
        this.kind = kind;
        this.subject = subject;
        this.issuer = issuer;
    }

    /** A CA below this one, to be specified further. */
    public TestCertificateSpec ca(String commonName) {
        return TestCertificateSpec.issuedBy(this, commonName).authority();
    }

    /** A server's or client's certificate below this CA, for the DNS name or IP address {@code name}. */
    public TestCertificateSpec leaf(String name) {
        return TestCertificateSpec.issuedBy(this, name).endEntity().names(name);
    }

    /** The DER form. */
    public Bytes der() {
        return der;
    }

    /** The certificate, read by the JDK. @throws IllegalStateException if the JDK refuses it */
    public X509Certificate certificate() {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der.toArray()));
        } catch (CertificateException refused) {
            throw new IllegalStateException("the JDK refuses " + subject, refused);
        }
    }

    /** The private key. */
    public PrivateKey privateKey() {
        return keys.getPrivate();
    }

    /** This certificate and those above it, without the root. */
    public List<Bytes> chain() {
        List<Bytes> chain = new ArrayList<>();
        Optional<TestCertificate> next = Optional.of(this);
        while (next.isPresent() && (chain.isEmpty() || next.get().issuer.isPresent())) {
            chain.add(next.get().der);
            next = next.get().issuer;
        }
        return chain;
    }

    /** What proves this identity, with the chain up to but without the root. */
    public Credential credential() {
        return Credential.of(subject, chain(), privateKey());
    }

    /** The certificate in PEM. */
    public String pem() {
        return pem("CERTIFICATE", der.toArray());
    }

    /** This certificate and those above it in PEM, without the root. */
    public String chainPem() {
        StringBuilder text = new StringBuilder();
        chain().forEach(each -> text.append(pem("CERTIFICATE", each.toArray())));
        return text.toString();
    }

    /** The private key in PEM, as PKCS#8. */
    public String keyPem() {
        return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    /** This key alone, without a certificate (RFC 7250). */
    public Credential rawCredential() {
        return Credential.ofRawKey("raw " + subject, rawKey(), privateKey());
    }

    /** The SubjectPublicKeyInfo in DER. */
    public Bytes rawKey() {
        return Bytes.wrap(keys.getPublic().getEncoded());
    }

    Optional<TestCertificate> issuer() {
        return issuer;
    }

    KeyPair keys() {
        return keys;
    }

    TestKey kind() {
        return kind;
    }

    String subject() {
        return subject;
    }

    private static String pem(String label, byte[] content) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
