// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import dev.limpid.testkit.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Certificates and keys as files in PEM, for programs. The folder is the test's, who deletes it. */
final class Papers {
    private final Path folder;
    private final Map<TestCertificate, Integer> numbers = new HashMap<>();

    Papers(Path folder) {
        this.folder = folder;
    }

    /** The certificate of {@code owner} and those above it, without the root unless it is the root. */
    String chain(TestCertificate owner) {
        return file(owner, "chain", owner.chainPem());
    }

    /** The private key of {@code owner}. */
    String key(TestCertificate owner) {
        return file(owner, "key", owner.privateKey() instanceof ECPrivateKey key ? pem(owner, key) : owner.keyPem());
    }

    /** GnuTLS can't read elliptic keys without the public half (RFC 5915), which the JDK leaves out. */
    private static String pem(TestCertificate owner, ECPrivateKey key) {
        PublicKey publicKey = owner.certificate().getPublicKey();
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(publicKey.getEncoded());
        var whole = new org.bouncycastle.asn1.sec.ECPrivateKey(
                key.getParams().getOrder().bitLength(),
                key.getS(),
                info.getPublicKeyData(),
                info.getAlgorithm().getParameters());
        try {
            byte[] der = new PrivateKeyInfo(info.getAlgorithm(), whole).getEncoded();
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
            return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private synchronized String file(TestCertificate owner, String kind, String pem) {
        int number = numbers.computeIfAbsent(owner, anyone -> numbers.size());
        Path file = folder.resolve(number + "-" + kind + ".pem");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, pem);
            }
            return file.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
