// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.identity.Credential;
import dev.limpid.identity.Credentials;
import dev.limpid.net.CredentialFiles;
import dev.limpid.net.PasswordSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What a side proves itself with. */
final class IdentityOptions {
    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description =
                    "A certificate with its intermediates, in PEM; or a PKCS#12 or JKS store with its key. Repeatable.")
    private List<Path> certificates = new ArrayList<>();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The private key of the --cert in the same place, in PEM.")
    private List<Path> keys = new ArrayList<>();

    @Option(
            names = "--raw-public-key",
            paramLabel = "FILE",
            description =
                    "A raw public key (RFC 7250), in PEM, for peers that want that instead of a certificate or beside one.")
    private Optional<Path> rawPublicKey = Optional.empty();

    @Option(
            names = "--raw-key",
            paramLabel = "FILE",
            description = "The private key of the --raw-public-key, in PEM (default: it is in the same file).")
    private Optional<Path> rawKey = Optional.empty();

    @Option(
            names = "--pass",
            paramLabel = "PASSWORD",
            description = "The keys' password: the word itself, env:NAME or file:PATH.")
    private Optional<String> password = Optional.empty();

    /** Whether certificates were named. */
    boolean certified() {
        return !certificates.isEmpty() || !keys.isEmpty();
    }

    /** Whether any credentials were named. */
    boolean given() {
        return certified() || rawPublicKey.isPresent() || rawKey.isPresent();
    }

    /** The certificates that were named, with their keys. @throws dev.limpid.net.StoreException if one cannot be used */
    List<Credential> certificates(Console console) {
        if (!keys.isEmpty() && keys.size() != certificates.size()) {
            throw Refusal.usage(
                    "there are " + certificates.size() + " --cert and " + keys.size() + " --key",
                    "give each --cert its --key; or leave --key out where a file holds both");
        }
        PasswordSource passwords = Passwords.of(console, password);
        List<Credential> credentials = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
            credentials.add(
                    keys.isEmpty()
                            ? CredentialFiles.load(certificates.get(i), passwords)
                            : CredentialFiles.pem(certificates.get(i), keys.get(i), passwords));
        }
        return credentials;
    }

    /** The raw public key that was named, with its private key. @throws dev.limpid.net.StoreException if it cannot be used */
    Optional<Credential> rawPublicKey(Console console) {
        if (rawKey.isPresent() && rawPublicKey.isEmpty()) {
            throw Refusal.usage(
                    "--raw-key is the private key of a --raw-public-key, and there is none",
                    "write it to a file: openssl pkey -in key.pem -pubout -out public.pem");
        }
        return rawPublicKey.map(
                file -> CredentialFiles.rawKey(file, rawKey.orElse(file), Passwords.of(console, password)));
    }

    /** All that was named, to choose from. */
    Credentials credentials(Console console) {
        return Credentials.of(Stream.concat(certificates(console).stream(), rawPublicKey(console).stream())
                .toArray(Credential[]::new));
    }
}
