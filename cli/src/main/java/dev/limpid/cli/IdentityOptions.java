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
            names = "--pass",
            paramLabel = "PASSWORD",
            description = "The keys' password: the word itself, env:NAME or file:PATH.")
    private Optional<String> password = Optional.empty();

    /** Whether any were named. */
    boolean given() {
        return !certificates.isEmpty() || !keys.isEmpty();
    }

    /** The credentials that were named. @throws dev.limpid.net.StoreException if one cannot be used */
    List<Credential> list(Console console) {
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

    /** The credentials that were named, to choose from. */
    Credentials credentials(Console console) {
        return Credentials.of(list(console).toArray(Credential[]::new));
    }
}
