// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.net.StoreFile.Format;
import dev.limpid.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Certificates in a file of PEM or DER. */
final class CertificateFile {
    private CertificateFile() {}

    /**
     * The certificates of {@code file} in DER, in its order; blocks of other kinds are passed over.
     *
     * @throws StoreException if there is none
     */
    static List<Bytes> certificates(StoreFile file) {
        return switch (file.format()) {
            case PEM -> ofPem(file);
            case CERTIFICATE_DER -> List.of(Bytes.of(file.content()));
            case KEY_DER, PKCS12, JKS, UNKNOWN ->
                throw new StoreException(
                        file.source(), "a certificate is needed, and this is " + file.format(), fix(file.format()));
        };
    }

    /** The certificate with this DER form, as the JDK reads it. */
    static X509Certificate parse(String source, int number, Bytes der) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der.toArray()));
        } catch (CertificateException malformed) {
            throw new StoreException(source, "certificate " + number + " cannot be read", "");
        }
    }

    private static List<Bytes> ofPem(StoreFile file) {
        List<PemBlock> blocks = PemBlock.parse(file.source(), file.content());
        List<Bytes> certificates = new ArrayList<>();
        for (PemBlock block : blocks) {
            switch (block.label()) {
                case "CERTIFICATE", "X509 CERTIFICATE", "X.509 CERTIFICATE" -> certificates.add(block.toBytes());
                case "TRUSTED CERTIFICATE" ->
                    throw new StoreException(
                            file.source(),
                            "line " + block.line() + ": a certificate in OpenSSL's own TRUSTED format",
                            "convert it: openssl x509 -in " + file.source() + " -out plain.pem");
                default -> {
                    // A key or parameters beside the certificates are somebody else's business
                }
            }
        }
        if (certificates.isEmpty()) {
            String found = blocks.stream().map(PemBlock::toString).collect(Collectors.joining(", "));
            throw new StoreException(
                    file.source(), "has no certificate" + (found.isEmpty() ? "" : ", but " + found), "");
        }
        return certificates;
    }

    private static String fix(Format format) {
        return format == Format.PKCS12 || format == Format.JKS ? "give it as a key store, with its password" : "";
    }
}
