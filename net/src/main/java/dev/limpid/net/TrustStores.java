// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.identity.TrustAnchors;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Trust anchors from files and stores. A store without a single certificate is refused: it would trust nobody, which nobody
 * means. What cannot be used is a {@link StoreException}. Thread-safe: nothing is kept, so read a store once and share it.
 */
public final class TrustStores {
    private static final int MAX_FILES = 10_000;
    private static final Set<String> ENDINGS = Set.of("pem", "crt", "cer", "der");

    private TrustStores() {}

    /** The anchors of this JVM: {@code jssecacerts} if there is one, else {@code cacerts}, as JSSE has it. */
    public static TrustAnchors jvm() {
        Path folder = Path.of(System.getProperty("java.home"), "lib", "security");
        Path own = folder.resolve("jssecacerts");
        Path file = Files.exists(own) ? own : folder.resolve("cacerts");
        return anchors("JVM " + file.getFileName() + " " + file, trusted(file, PasswordSource.NONE));
    }

    /** The anchors in {@code path}: a directory, a file in PEM or DER, or a store in PKCS#12 or JKS. */
    public static TrustAnchors load(Path path, PasswordSource passwords) {
        if (Files.isDirectory(path)) {
            return directory(path);
        }
        StoreFile file = StoreFile.read(path);
        return switch (file.format()) {
            case PKCS12, JKS -> keyStore(path, passwords);
            case PEM, CERTIFICATE_DER, KEY_DER, UNKNOWN -> anchors(path.toString(), parsed(file));
        };
    }

    /** The certificates of a file in PEM, one or many, or of one in DER. */
    public static TrustAnchors pem(Path path) {
        return anchors(path.toString(), parsed(StoreFile.read(path)));
    }

    /** The certificates of all files {@code .pem}, {@code .crt}, {@code .cer} and {@code .der} in a directory, not below it. */
    public static TrustAnchors directory(Path directory) {
        List<X509Certificate> all = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> files = entries.filter(TrustStores::mayHoldCertificates)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(MAX_FILES)
                    .toList();
            for (Path each : files) {
                StoreFile file = StoreFile.read(each);
                if (holdsCertificates(file)) {
                    all.addAll(parsed(file));
                }
            }
        } catch (IOException failure) {
            throw new StoreException(directory.toString(), "the directory cannot be read", "");
        }
        return anchors(directory.toString(), all);
    }

    /** The trusted certificates of a store in PKCS#12 or JKS. */
    public static TrustAnchors keyStore(Path file, PasswordSource passwords) {
        return anchors(file.toString(), trusted(file, passwords));
    }

    /** The trusted certificates of a store that is loaded already. */
    public static TrustAnchors keyStore(String source, KeyStore store) {
        return anchors(source, KeyStoreFile.trusted(source, store));
    }

    private static List<X509Certificate> trusted(Path file, PasswordSource passwords) {
        Optional<char[]> password = passwords.passwordFor(file.toString());
        try {
            return KeyStoreFile.trusted(file.toString(), KeyStoreFile.open(file, password.orElse(null)));
        } finally {
            password.ifPresent(given -> Arrays.fill(given, '\0'));
        }
    }

    private static List<X509Certificate> parsed(StoreFile file) {
        List<Bytes> encoded = CertificateFile.certificates(file);
        List<X509Certificate> certificates = new ArrayList<>();
        for (int i = 0; i < encoded.size(); i++) {
            certificates.add(CertificateFile.parse(file.source(), i + 1, encoded.get(i)));
        }
        return certificates;
    }

    private static boolean holdsCertificates(StoreFile file) {
        return switch (file.format()) {
            case CERTIFICATE_DER -> true;
            case PEM ->
                PemBlock.parse(file.source(), file.content()).stream()
                        .anyMatch(block -> block.label().endsWith("CERTIFICATE"));
            case KEY_DER, PKCS12, JKS, UNKNOWN -> false;
        };
    }

    private static boolean mayHoldCertificates(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static TrustAnchors anchors(String source, List<X509Certificate> certificates) {
        if (certificates.isEmpty()) {
            throw new StoreException(
                    source,
                    "has no trusted certificate that can be read",
                    "if it is a store that encrypts its certificates, give its password");
        }
        return TrustAnchors.of(source, certificates);
    }
}
