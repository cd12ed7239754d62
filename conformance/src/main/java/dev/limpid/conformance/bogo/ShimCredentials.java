// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.identity.Credential;
import dev.limpid.identity.CredentialChoice;
import dev.limpid.identity.CredentialChoice.Choice;
import dev.limpid.identity.CredentialChoice.NoCredential;
import dev.limpid.identity.CredentialChoice.Reason;
import dev.limpid.identity.CredentialChoice.Rejected;
import dev.limpid.identity.CredentialRequest;
import dev.limpid.identity.Credentials;
import dev.limpid.observe.Side;
import dev.limpid.registry.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The credentials of the command line, chosen as it says: the first that the peer can use, those that it opened before the default one. */
final class ShimCredentials implements Credentials {
    /** The index of the credential that the command line did not open. */
    static final int DEFAULT = -1;

    private final List<Entry> entries = new ArrayList<>();
    /** Those whose key signs with no scheme of TLS 1.3. */
    private final List<Rejected> unusable = new ArrayList<>();

    private final boolean failing;
    private int selected = DEFAULT;

    /** A credential with the schemes that it may sign with, the preferred one first. */
    private record Entry(int index, Credential credential, List<SignatureScheme> schemes, boolean issuerMustMatch) {}

    ShimCredentials(Settings settings) {
        failing = settings.has("-fail-cert-callback");
        for (Settings.CredentialFlags opened : settings.credentials()) {
            add(entries.size(), opened.values());
        }
        add(DEFAULT, settings.defaultCredential());
    }

    /** The index of the credential that was used last. */
    int selected() {
        return selected;
    }

    @Override
    public CredentialChoice choose(CredentialRequest request) {
        if (failing) {
            throw new IllegalStateException("the command line wants this to fail");
        }
        List<Rejected> rejected = new ArrayList<>(unusable);
        for (Entry entry : entries) {
            Optional<SignatureScheme> scheme = entry.schemes().stream()
                    .filter(request.peerSchemes()::contains)
                    .findFirst();
            if (scheme.isEmpty()) {
                rejected.add(reject(entry, Reason.NO_SCHEME));
            } else if (entry.issuerMustMatch()
                    && !Issuers.match(entry.credential().chain(), request.authorities())) {
                rejected.add(reject(entry, Reason.NO_AUTHORITY));
            } else {
                selected = entry.index();
                return new Choice(entry.credential(), scheme.get(), "the first that the peer can use", rejected);
            }
        }
        // A client that was given credentials and can use none is expected to say so, where Limpid's own would show no
        // certificate
        if (request.local() == Side.CLIENT && !rejected.isEmpty()) {
            throw new ViolationException(
                    Violation.NO_CREDENTIALS, rejected.getLast().reason().name());
        }
        return new NoCredential(
                rejected.isEmpty() ? Reason.EMPTY : rejected.getLast().reason(), rejected);
    }

    private void add(int index, FlagValues flags) {
        Optional<String> chain = flags.file("-cert-file");
        Optional<String> key = flags.file("-key-file");
        if (chain.isEmpty() || key.isEmpty()) {
            return;
        }
        List<SignatureScheme> preferred = Schemes.of(flags.numbers("-signing-prefs"));
        try {
            Credential credential =
                    Credential.of("credential " + index, Pem.certificates(chain.get()), Pem.privateKey(key.get()));
            List<SignatureScheme> usable = credential.signatureSchemes();
            List<SignatureScheme> schemes = preferred.isEmpty()
                    ? usable
                    : preferred.stream().filter(usable::contains).toList();
            entries.add(new Entry(index, credential, schemes, flags.has("-must-match-issuer")));
        } catch (IllegalArgumentException keyWithoutScheme) {
            unusable.add(new Rejected(
                    "credential " + index, Reason.NO_SCHEME, String.valueOf(keyWithoutScheme.getMessage())));
        }
    }

    private static Rejected reject(Entry entry, Reason reason) {
        return new Rejected(entry.credential().alias(), reason, "the peer cannot use it");
    }
}
