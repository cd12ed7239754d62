// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The runner's files. Certificates stay bytes, in the order of the file: some of them no parser of Java's accepts, and the runner
 * compares what it gets with what it wrote.
 */
final class Pem {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]*)-----END \\1-----");
    private static final List<String> KEY_KINDS = List.of("EC", "RSA", "EdDSA", "RSASSA-PSS", "ML-DSA");

    private Pem() {}

    /** The certificates of {@code file} in DER. */
    static List<Bytes> certificates(String file) {
        return BLOCK.matcher(read(file))
                .results()
                .filter(block -> block.group(1).equals("CERTIFICATE"))
                .map(block -> Bytes.wrap(decode(block.group(2))))
                .toList();
    }

    /** The public key in DER that belongs to the private one of {@code file}. */
    static Bytes publicKey(String file) {
        return PublicKeys.of(privateKey(file), pkcs8(file));
    }

    /** The private key of {@code file}. */
    static PrivateKey privateKey(String file) {
        PKCS8EncodedKeySpec der = new PKCS8EncodedKeySpec(pkcs8(file).toArray());
        for (String kind : KEY_KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(der);
            } catch (GeneralSecurityException another) {
                // The next kind, then
            }
        }
        throw new Unimplemented(file + " has a key of a kind that the JDK lacks");
    }

    private static Bytes pkcs8(String file) {
        Matcher block = BLOCK.matcher(read(file));
        if (!block.find() || !block.group(1).equals("PRIVATE KEY")) {
            throw new Unimplemented(file + " is not PKCS#8 in PEM");
        }
        return Bytes.wrap(decode(block.group(2)));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] decode(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }
}
