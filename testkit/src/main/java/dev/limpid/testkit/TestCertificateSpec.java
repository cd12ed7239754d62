// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.wire.Bytes;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** A certificate that is to be issued: every method changes one property and returns this. Not thread-safe. */
public final class TestCertificateSpec {
    private static final AtomicLong SERIAL = new AtomicLong(1000);

    private record Extra(String oid, boolean critical, ASN1Encodable value) {}

    private final Optional<TestCertificate> issuer;
    private final List<GeneralName> names = new ArrayList<>();
    private final List<Extra> extras = new ArrayList<>();
    private String subject;
    private X500Name subjectName;
    private TestKey kind = TestKey.P256;
    private Instant from = TestPki.FROM;
    private Instant until = TestPki.UNTIL;
    private Optional<BasicConstraints> basicConstraints = Optional.empty();
    private int keyUsage;
    private List<KeyPurposeId> purposes = List.of();
    private boolean keyIdentifiers = true;
    private boolean criticalNames;
    private boolean tampered;
    private String signature = "";
    private Optional<KeyPair> keys = Optional.empty();

    private TestCertificateSpec(Optional<TestCertificate> issuer, String commonName) {
        this.issuer = issuer;
        this.subject = commonName;
        this.subjectName = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    static TestCertificateSpec selfSigned(String commonName) {
        return new TestCertificateSpec(Optional.empty(), commonName);
    }

    static TestCertificateSpec issuedBy(TestCertificate issuer, String commonName) {
        return new TestCertificateSpec(Optional.of(issuer), commonName);
    }

    /** The extensions of a CA. */
    TestCertificateSpec authority() {
        basicConstraints = Optional.of(new BasicConstraints(true));
        keyUsage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
        return this;
    }

    /** The extensions of a server or client. */
    TestCertificateSpec endEntity() {
        basicConstraints = Optional.of(new BasicConstraints(false));
        keyUsage = KeyUsage.digitalSignature;
        purposes = List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);
        return this;
    }

    /** The whole subject, such as {@code O=Lab, CN=shop.lab}; the empty string for none. */
    public TestCertificateSpec subject(String distinguishedName) {
        subject = distinguishedName;
        subjectName = new X500Name(distinguishedName);
        return this;
    }

    /** The subject alternative names, DNS names or IP addresses, in place of others. None: without the extension. */
    public TestCertificateSpec names(String... dnsNamesOrAddresses) {
        names.clear();
        for (String name : dnsNamesOrAddresses) {
            boolean address = name.indexOf(':') >= 0 || name.matches("[0-9]+(\\.[0-9]+){3}");
            names.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name));
        }
        return this;
    }

    /** One more DNS name, taken literally even if it looks like something else. */
    public TestCertificateSpec dnsName(String name) {
        names.add(new GeneralName(GeneralName.dNSName, name));
        return this;
    }

    /** Marks the names as critical. */
    public TestCertificateSpec criticalNames() {
        criticalNames = true;
        return this;
    }

    /** The kind of key. */
    public TestCertificateSpec key(TestKey newKind) {
        kind = newKind;
        return this;
    }

    /** The key of {@code other}, as a renewed or cross-signed certificate has it. */
    public TestCertificateSpec keyOf(TestCertificate other) {
        kind = other.kind();
        keys = Optional.of(other.keys());
        return this;
    }

    /** The validity. */
    public TestCertificateSpec valid(Instant notBefore, Instant notAfter) {
        from = notBefore;
        until = notAfter;
        return this;
    }

    /** The CA flag. */
    public TestCertificateSpec isCa(boolean ca) {
        basicConstraints = Optional.of(new BasicConstraints(ca));
        return this;
    }

    /** A CA with at most {@code length} CAs below it. */
    public TestCertificateSpec pathLength(int length) {
        basicConstraints = Optional.of(new BasicConstraints(length));
        return this;
    }

    /** Without the extension that says whether this is a CA. */
    public TestCertificateSpec noBasicConstraints() {
        basicConstraints = Optional.empty();
        return this;
    }

    /** The key usage as {@link KeyUsage}'s bits; 0 for none. */
    public TestCertificateSpec keyUsage(int bits) {
        keyUsage = bits;
        return this;
    }

    /** The extended key usage by object identifiers; none: without the extension. */
    public TestCertificateSpec purposes(String... oids) {
        purposes = java.util.Arrays.stream(oids)
                .map(oid -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid)))
                .toList();
        return this;
    }

    /** The only DNS domain that this CA may vouch for. */
    public TestCertificateSpec permittedDomain(String domain) {
        GeneralSubtree subtree = new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain));
        return extension(
                Extension.nameConstraints.getId(), true, new NameConstraints(new GeneralSubtree[] {subtree}, null));
    }

    /** A DNS domain that this CA may not vouch for. */
    public TestCertificateSpec excludedDomain(String domain) {
        GeneralSubtree subtree = new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain));
        return extension(
                Extension.nameConstraints.getId(), true, new NameConstraints(null, new GeneralSubtree[] {subtree}));
    }

    /** The address from which the issuer's certificate can be fetched. */
    public TestCertificateSpec issuerAddress(String uri) {
        GeneralName location = new GeneralName(GeneralName.uniformResourceIdentifier, uri);
        return extension(
                Extension.authorityInfoAccess.getId(),
                false,
                new AuthorityInformationAccess(AccessDescription.id_ad_caIssuers, location));
    }

    /** An extension that nobody knows. */
    public TestCertificateSpec unknownExtension(boolean critical) {
        return extension("1.3.6.1.4.1.32473.1", critical, DERNull.INSTANCE);
    }

    /** One more extension. */
    public TestCertificateSpec extension(String oid, boolean critical, ASN1Encodable value) {
        extras.add(new Extra(oid, critical, value));
        return this;
    }

    /** Without subject and authority key identifier. */
    public TestCertificateSpec noKeyIdentifiers() {
        keyIdentifiers = false;
        return this;
    }

    /** The algorithm of the signature, such as {@code SHA1withRSA}, where the issuer's key has a choice. */
    public TestCertificateSpec signedWith(String algorithm) {
        signature = algorithm;
        return this;
    }

    /** With a signature that does not verify. */
    public TestCertificateSpec tampered() {
        tampered = true;
        return this;
    }

    /** The certificate. */
    public TestCertificate issue() {
        KeyPair own = keys.orElseGet(kind::generate);
        KeyPair signing = issuer.map(TestCertificate::keys).orElse(own);
        TestKey signingKind = issuer.map(TestCertificate::kind).orElse(kind);
        X500Name issuerName = issuer.map(TestCertificate::certificate)
                .map(certificate -> X500Name.getInstance(
                        certificate.getSubjectX500Principal().getEncoded()))
                .orElse(subjectName);
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    issuerName,
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(from),
                    Date.from(until),
                    subjectName,
                    SubjectPublicKeyInfo.getInstance(own.getPublic().getEncoded()));
            addExtensions(builder, own, signing);
            String algorithm = signature.isEmpty() ? signingKind.signature() : signature;
            byte[] der = builder.build(new TestSigner(algorithm, signing.getPrivate()))
                    .getEncoded();
            if (tampered) {
                der[der.length - 1] ^= 1;
            }
            return new TestCertificate(Bytes.wrap(der), own, kind, subject, issuer);
        } catch (java.io.IOException | java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void addExtensions(X509v3CertificateBuilder builder, KeyPair own, KeyPair signing)
            throws java.io.IOException, java.security.NoSuchAlgorithmException {
        if (basicConstraints.isPresent()) {
            builder.addExtension(Extension.basicConstraints, true, basicConstraints.get());
        }
        if (keyUsage != 0) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
        }
        if (!purposes.isEmpty()) {
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
        }
        if (!names.isEmpty()) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    criticalNames,
                    new GeneralNames(names.toArray(GeneralName[]::new)));
        }
        if (keyIdentifiers) {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(own.getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(signing.getPublic()));
        }
        for (Extra extra : extras) {
            builder.addExtension(new ASN1ObjectIdentifier(extra.oid()), extra.critical(), extra.value());
        }
    }
}
