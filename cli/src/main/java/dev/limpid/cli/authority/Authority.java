// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certification authority made on the spot: a root, and under it an authority that issues. Its keys live in memory and die
 * with it. All keys are ECDSA P-256.
 */
public final class Authority {
    private static final Duration CA_LIFE = Duration.ofDays(3650);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final X509Certificate root;
    private final X509Certificate issuing;
    private final Identity issuer;
    private final Instant begin;

    /** A name and the keys of whoever bears it. */
    private record Identity(X500Name name, KeyPair keys) {}

    /** From when until when. */
    private record Validity(Instant begin, Instant end) {}

    @FunctionalInterface
    private interface Extending {
        void extend(X509v3CertificateBuilder builder) throws IOException;
    }

    private Authority(X509Certificate root, X509Certificate issuing, Identity issuer, Instant begin) {
        this.root = root;
        this.issuing = issuing;
        this.issuer = issuer;
        this.begin = begin;
    }

    /** A new authority whose certificates say {@code name}; they begin a little before {@code now}, since no clock is exact. */
    public static Authority fresh(String name, Instant now) {
        Instant begin = now.truncatedTo(ChronoUnit.SECONDS).minus(SKEW);
        Validity life = new Validity(begin, begin.plus(CA_LIFE));
        Identity root = new Identity(common(name + " Root CA"), newKeys());
        Identity issuer = new Identity(common(name + " Issuing CA"), newKeys());
        return new Authority(
                certificate(root, root.name, root.keys.getPublic(), life, b -> authority(b, 1)),
                certificate(root, issuer.name, issuer.keys.getPublic(), life, b -> authority(b, 0)),
                issuer,
                begin);
    }

    /** The certificate to trust. */
    public X509Certificate root() {
        return root;
    }

    /** A certificate for what {@code leaf} says, with a new key; its chain ends with the issuing authority. */
    public Issued issue(Leaf leaf) {
        KeyPair keys = newKeys();
        X500Name subject = common(leaf.names().getFirst());
        Validity life = new Validity(begin.plus(leaf.begins()), begin.plus(leaf.ends()));
        X509Certificate certificate = certificate(issuer, subject, keys.getPublic(), life, b -> leaf(b, leaf));
        return new Issued(List.of(certificate, issuing), keys.getPrivate());
    }

    private static void authority(X509v3CertificateBuilder b, int pathLength) throws IOException {
        b.addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
        b.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    private static void leaf(X509v3CertificateBuilder b, Leaf leaf) throws IOException {
        b.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        b.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        KeyPurposeId purpose = leaf.forServers() ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth;
        b.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        GeneralName[] names =
                leaf.names().stream().map(Authority::alternativeName).toArray(GeneralName[]::new);
        b.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }

    private static GeneralName alternativeName(String name) {
        boolean address = name.contains(":") || name.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static X509Certificate certificate(
            Identity issuer, X500Name subject, PublicKey key, Validity life, Extending extending) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer.name, serial(), Date.from(life.begin), Date.from(life.end), subject, key);
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(issuer.keys.getPublic()));
            extending.extend(builder);
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.keys.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("this Java cannot issue an ECDSA certificate", e);
        }
    }

    private static BigInteger serial() {
        return new BigInteger(126, RANDOM).setBit(126);
    }

    private static X500Name common(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }
}
