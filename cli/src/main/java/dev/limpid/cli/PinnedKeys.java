// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.identity.PeerVerifier;
import dev.limpid.identity.RawKeyVerifier;
import dev.limpid.net.CredentialFiles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Raw public keys (RFC 7250) that were agreed on beforehand. */
final class PinnedKeys {
    @Option(
            names = "--peer-public-key",
            paramLabel = "FILE",
            description = "Take from the other side one of the raw public keys (RFC 7250) in FILE, in PEM, instead of a"
                    + " certificate; and a certificate too only if it is said which CAs to trust.")
    private Optional<Path> file = Optional.empty();

    /** Whether there are any. */
    boolean given() {
        return file.isPresent();
    }

    /**
     * A verifier of these keys, and of certificates where {@code named} says that somebody chose whom to trust for them; of
     * certificates alone if there are no keys.
     *
     * @throws dev.limpid.net.StoreException if the file cannot be used
     */
    PeerVerifier verifier(boolean named, Supplier<PeerVerifier> certificates) {
        if (file.isEmpty()) {
            return certificates.get();
        }
        RawKeyVerifier keys = RawKeyVerifier.accepting(CredentialFiles.publicKeys(file.get()));
        return named ? keys.or(certificates.get()) : keys;
    }
}
