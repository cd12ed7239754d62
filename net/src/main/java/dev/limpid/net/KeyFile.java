// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.net.StoreFile.Format;
import java.security.PrivateKey;
import java.util.List;
import java.util.stream.Collectors;

/** The private key in a file of PEM or DER. */
final class KeyFile {
    private KeyFile() {}

    /**
     * The private key of {@code file}; blocks of other kinds are passed over.
     *
     * @throws StoreException if there is none, or more than one, or it cannot be read
     */
    static PrivateKey privateKey(StoreFile file, PasswordSource passwords) {
        if (file.format() == Format.KEY_DER) {
            return PrivateKeyDer.ofPkcs8(file.source(), "the key", file.content());
        }
        if (file.format() != Format.PEM) {
            throw new StoreException(file.source(), "a private key is needed, and this is " + file.format(), "");
        }
        List<PemBlock> blocks = PemBlock.parse(file.source(), file.content());
        List<PemBlock> keys = blocks.stream()
                .filter(block -> block.label().endsWith("PRIVATE KEY"))
                .toList();
        try {
            if (keys.size() > 1) {
                throw new StoreException(
                        file.source(),
                        "has more than one private key: "
                                + keys.stream().map(PemBlock::toString).collect(Collectors.joining(", ")),
                        "keep each key in a file of its own");
            }
            return keys.isEmpty()
                    ? none(file.source(), blocks)
                    : read(file.source(), keys.getFirst(), blocks, passwords);
        } finally {
            keys.forEach(PemBlock::wipe);
        }
    }

    private static PrivateKey read(String source, PemBlock key, List<PemBlock> all, PasswordSource passwords) {
        String place = "line " + key.line();
        if (key.encrypted()) {
            throw new StoreException(
                    source,
                    place + ": the key is encrypted in OpenSSL's old format, which protects it badly",
                    "convert it: openssl pkcs8 -topk8 -in " + source + " -out encrypted-key.pem");
        }
        return switch (key.label()) {
            case "PRIVATE KEY" -> PrivateKeyDer.ofPkcs8(source, place, key.content());
            case "ENCRYPTED PRIVATE KEY" -> PrivateKeyDer.ofEncrypted(source, place, key.content(), passwords);
            case "RSA PRIVATE KEY" -> PrivateKeyDer.ofPkcs1(source, place, key.content());
            case "EC PRIVATE KEY" -> PrivateKeyDer.ofSec1(source, place, key.content(), all);
            case "OPENSSH PRIVATE KEY" ->
                throw new StoreException(
                        source,
                        place + ": a key in OpenSSH's own format",
                        "convert a copy of it: ssh-keygen -p -m PKCS8 -f " + source);
            default -> throw new StoreException(source, place + ": TLS 1.3 has no use for a " + key.label(), "");
        };
    }

    private static PrivateKey none(String source, List<PemBlock> blocks) {
        if (blocks.isEmpty()) {
            throw new StoreException(source, "has no private key", "");
        }
        PemBlock first = blocks.getFirst();
        String what = switch (first.label()) {
            case "CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CERTIFICATE" -> "this is a certificate, not a private key";
            case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" -> "this is a certificate request, not a private key";
            case "PUBLIC KEY", "RSA PUBLIC KEY" -> "this is a public key, not a private key";
            default -> "this is a block " + first.label() + ", not a private key";
        };
        throw new StoreException(source, "line " + first.line() + ": " + what, "");
    }
}
