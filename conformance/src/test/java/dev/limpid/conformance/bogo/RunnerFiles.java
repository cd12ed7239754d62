// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.testkit.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

    private String file(String kind, TestCertificate certificate, String text) {
        try {
            Path file = folder.resolve(kind + "-" + System.identityHashCode(certificate) + ".pem");
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
