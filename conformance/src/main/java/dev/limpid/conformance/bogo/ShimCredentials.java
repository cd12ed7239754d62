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
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
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

    private final Settings settings;
    private int selected = DEFAULT;

    /** A credential with the schemes that it may sign with, the preferred one first. */
    private record Entry(int index, Credential credential, List<SignatureScheme> schemes, boolean issuerMustMatch) {}

    ShimCredentials(Settings settings) {
        this.settings = settings;
        int index = 0;
        for (Settings.CredentialFlags opened : settings.credentials()) {
            if (!opened.kind().equals(ImportedKeys.KIND)) {
                add(index, opened.kind().equals("-new-rpk-credential"), opened.values());
            }
            index++;
        }
        add(DEFAULT, false, settings.defaultCredential());
    }

    /** What it was given; a client may be told to say something else. */
    @Override
    public List<CertificateType> certificateTypes() {
        List<CertificateType> given = entries.stream()
                .map(entry -> entry.credential().type())
                .distinct()
                .toList();
        if (settings.isServer()) {
            return given;
        }
        return given.isEmpty() || settings.has("-available-client-cert-types")
                ? CertificateTypes.of(settings, "-available-client-cert-types")
                : given;
    }

    /** The index of the credential that was used last. */
    int selected() {
        return selected;
    }

    @Override
    public CredentialChoice choose(CredentialRequest request) {
        if (settings.has("-fail-cert-callback")) {
            throw new IllegalStateException("the command line wants this to fail");
        }
        List<Rejected> rejected = new ArrayList<>(unusable);
        for (Entry entry : entries) {
            Optional<SignatureScheme> scheme = entry.schemes().stream()
                    .filter(request.peerSchemes()::contains)
                    .findFirst();
            if (!entry.credential().type().equals(request.type())) {
                rejected.add(reject(entry, Reason.WRONG_TYPE));
            } else if (scheme.isEmpty()) {
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

    private void add(int index, boolean raw, FlagValues flags) {
        Optional<String> chain = flags.file("-cert-file");
        Optional<String> key = flags.file("-key-file");
        if (key.isEmpty() || !raw && chain.isEmpty()) {
            return;
        }
        String alias = "credential " + index;
        try {
            Credential credential = raw
                    ? Credential.ofRawKey(alias, Pem.publicKey(key.get()), Pem.privateKey(key.get()))
                    : Credential.of(alias, Pem.certificates(chain.get()), Pem.privateKey(key.get()));
            add(index, withStapled(credential, flags), flags);
        } catch (IllegalArgumentException keyWithoutScheme) {
            unusable.add(new Rejected(alias, Reason.NO_SCHEME, String.valueOf(keyWithoutScheme.getMessage())));
        }
    }

    private void add(int index, Credential credential, FlagValues flags) {
        List<SignatureScheme> preferred = Schemes.of(flags.numbers("-signing-prefs"));
        List<SignatureScheme> usable = credential.signatureSchemes();
        List<SignatureScheme> schemes = preferred.isEmpty()
                ? usable
                : preferred.stream().filter(usable::contains).toList();
        entries.add(new Entry(index, credential, schemes, flags.has("-must-match-issuer")));
    }

    private Credential withStapled(Credential credential, FlagValues flags) {
        Bytes response = settings.has("-decline-ocsp-callback")
                ? Bytes.EMPTY
                : flags.bytes("-ocsp-response").orElse(Bytes.EMPTY);
        boolean callbackFails = settings.isServer() && settings.has("-fail-ocsp-callback");
        return credential
                .withTimestamps(flags.bytes("-signed-cert-timestamps")
                        .map(Timestamps::of)
                        .orElse(List.of()))
                .withOcspResponse(() -> {
                    if (callbackFails) {
                        throw new IllegalStateException("the command line wants this to fail");
                    }
                    return response;
                });
    }

    private static Rejected reject(Entry entry, Reason reason) {
        return new Rejected(entry.credential().alias(), reason, "the peer cannot use it");
    }
}
