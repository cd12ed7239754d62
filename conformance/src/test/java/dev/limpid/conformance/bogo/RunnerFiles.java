// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.testkit.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** The files that a runner gives the shim, in a folder of the test's. */
record RunnerFiles(Path folder) {
    /** The flags that give the shim {@code certificate}. */
    List<String> credential(TestCertificate certificate) {
        return List.of("-cert-file", chain(certificate), "-key-file", key(certificate));
    }

    /** The flags of a server test: the credential, and more. */
    List<String> server(TestCertificate certificate, String... more) {
        List<String> flags = new ArrayList<>(List.of("-server"));
        flags.addAll(credential(certificate));
        flags.addAll(List.of(more));
        return flags;
    }

    String chain(TestCertificate certificate) {
        return file("chain", certificate, certificate.chainPem());
    }

    String key(TestCertificate certificate) {
        return file("key", certificate, certificate.keyPem());
    }

    /** As {@link #key}, but an elliptic key has its public half with it, as the runner's have (RFC 5915). */
    String keyWithPublicHalf(TestCertificate certificate) {
        if (!(certificate.privateKey() instanceof ECPrivateKey key)) {
            return key(certificate);
        }
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(
                certificate.certificate().getPublicKey().getEncoded());
        var whole = new org.bouncycastle.asn1.sec.ECPrivateKey(
                key.getParams().getOrder().bitLength(),
                key.getS(),
                info.getPublicKeyData(),
                info.getAlgorithm().getParameters());
        try {
            String body =
                    Base64.getMimeEncoder().encodeToString(new PrivateKeyInfo(info.getAlgorithm(), whole).getEncoded());
            return file("whole", certificate, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String file(String kind, TestCertificate certificate, String text) {
        try {
            Path file = folder.resolve(kind + "-" + System.identityHashCode(certificate) + ".pem");
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
