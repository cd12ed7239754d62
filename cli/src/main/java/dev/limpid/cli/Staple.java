// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.identity.Credential;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An OCSP response in a file, stapled to a certificate. It is read again for each client, since whoever runs a server fetches a newer
 * one every few days; while the file cannot be read, nothing is stapled.
 */
record Staple(Path file) {
    private static final long LARGEST = 1 << 16;
    private static final int SEQUENCE = 0x30;

    /** {@code credential} with the response of {@code file}. */
    static Credential to(Credential credential, Path file) {
        Staple staple = new Staple(file);
        try {
            if (staple.read().isEmpty()) {
                throw Refusal.local(
                        Refusal.quoted(file.toString()) + " is no OCSP response",
                        "fetch one in DER: openssl ocsp -issuer ca.pem -cert cert.pem -url URL -respout FILE");
            }
        } catch (IOException e) {
            throw Refusal.file("read the OCSP response in", file, e);
        }
        return credential.withOcspResponse(staple::response);
    }

    private Bytes response() {
        try {
            return read();
        } catch (IOException e) {
            return Bytes.EMPTY;
        }
    }

    private Bytes read() throws IOException {
        if (Files.size(file) > LARGEST) {
            return Bytes.EMPTY;
        }
        byte[] content = Files.readAllBytes(file);
        return content.length > 0 && content[0] == SEQUENCE ? Bytes.wrap(content) : Bytes.EMPTY;
    }
}
