// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculator;

/** An OCSP response about a certificate, good or bad. Unless a test says otherwise: good, a week long, signed by the issuer. */
public final class TestOcsp {
    private final TestCertificate about;
    private final TestCertificate issuer;
    private TestCertificate signer;
    private CertificateStatus status = CertificateStatus.GOOD;
    private Instant from;
    private Optional<Instant> until;
    private ASN1ObjectIdentifier hash = OIWObjectIdentifiers.idSHA1;
    private boolean byKey;
    private boolean tampered;
    private boolean critical;

    private TestOcsp(TestCertificate about, TestCertificate issuer, Instant now) {
        this.about = about;
        this.issuer = issuer;
        this.signer = issuer;
        this.from = now.minus(Duration.ofDays(1));
        this.until = Optional.of(now.plus(Duration.ofDays(6)));
    }

    /** A response about {@code certificate} as of {@code now}. @throws java.util.NoSuchElementException if it is self-signed */
    public static TestOcsp about(TestCertificate certificate, Instant now) {
        return new TestOcsp(certificate, certificate.issuer().orElseThrow(), now);
    }

    /** The certificate was revoked. */
    public TestOcsp revoked(Instant at) {
        status = new RevokedStatus(Date.from(at), 1);
        return this;
    }

    /** The responder knows nothing of the certificate. */
    public TestOcsp unknown() {
        status = new UnknownStatus();
        return this;
    }

    /** Signed by {@code other}, whose certificate comes along. */
    public TestOcsp signedBy(TestCertificate other) {
        signer = other;
        return this;
    }

    /** The responder is named by its key. */
    public TestOcsp byKey() {
        byKey = true;
        return this;
    }

    /** The certificate is named by hashes of another algorithm than SHA-1, such as {@code 2.16.840.1.101.3.4.2.1}. */
    public TestOcsp hash(String oid) {
        hash = new ASN1ObjectIdentifier(oid);
        return this;
    }

    /** Valid between these times; without an end if there is none. */
    public TestOcsp valid(Instant thisUpdate, Optional<Instant> nextUpdate) {
        from = thisUpdate;
        until = nextUpdate;
        return this;
    }

    /** With a signature that does not verify. */
    public TestOcsp tampered() {
        tampered = true;
        return this;
    }

    /** With a critical extension. */
    public TestOcsp critical() {
        critical = true;
        return this;
    }

    /** The response in DER. */
    public Bytes issue() {
        try {
            SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(
                    signer.certificate().getPublicKey().getEncoded());
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(
                    byKey
                            ? new RespID(key, digest(OIWObjectIdentifiers.idSHA1))
                            : new RespID(holder(signer).getSubject()));
            builder.addResponse(
                    new CertificateID(
                            digest(hash), holder(issuer), about.certificate().getSerialNumber()),
                    status,
                    Date.from(from),
                    until.map(Date::from).orElse(null),
                    null);
            if (critical) {
                builder.setResponseExtensions(new Extensions(
                        new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_crl, true, DERNull.INSTANCE.getEncoded())));
            }
            X509CertificateHolder[] chain =
                    signer.equals(issuer) ? new X509CertificateHolder[0] : new X509CertificateHolder[] {holder(signer)};
            byte[] der = new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            builder.build(
                                    new TestSigner(
                                            signer.kind().signature(),
                                            signer.keys().getPrivate()),
                                    chain,
                                    Date.from(from)))
                    .getEncoded();
            if (tampered) {
                der[der.length - 1 - (chain.length == 0 ? 0 : chain[0].getEncoded().length + 8)] ^= 1;
            }
            return Bytes.wrap(der);
        } catch (IOException | OCSPException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static X509CertificateHolder holder(TestCertificate certificate) throws IOException {
        return new X509CertificateHolder(certificate.der().toArray());
    }

    private static DigestCalculator digest(ASN1ObjectIdentifier algorithm) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(algorithm.getId());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        return new DigestCalculator() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return new AlgorithmIdentifier(algorithm, DERNull.INSTANCE);
            }

            @Override
            public OutputStream getOutputStream() {
                return new DigestOutputStream(OutputStream.nullOutputStream(), digest);
            }

            @Override
            public byte[] getDigest() {
                return digest.digest();
            }
        };
    }
}
