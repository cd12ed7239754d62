// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.alert.ViolationException;
import dev.limpid.identity.Credential;
import dev.limpid.identity.CredentialChoice;
import dev.limpid.identity.CredentialRequest;
import dev.limpid.identity.Credentials;
import dev.limpid.observe.Side;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.X509KeyManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * One connection's credentials: what the key manager answers. It is asked for one type of key after the other, in the order of the
 * peer's signature schemes. Answers on any thread.
 */
final class ManagedCredentials implements Credentials {
    private final Managers managers;
    private final Endpoint endpoint;
    private final TlsSession session;
    private final List<SignatureScheme> schemes;

    /** @param schemes what this side signs with */
    ManagedCredentials(Managers managers, Endpoint endpoint, TlsSession session, List<SignatureScheme> schemes) {
        this.managers = managers;
        this.endpoint = endpoint;
        this.session = session;
        this.schemes = schemes;
    }

    @Override
    public CredentialChoice choose(CredentialRequest request) {
        CredentialRequest wanted = narrowed(request);
        if (request.local() == Side.SERVER) {
            request.serverName().ifPresent(session::requestedName);
        }
        List<CredentialChoice.Rejected> rejected = new ArrayList<>();
        for (String alias : aliases(wanted)) {
            Optional<Candidate> candidate = candidate(alias, rejected);
            if (candidate.isEmpty()) {
                continue;
            }
            CredentialChoice choice =
                    Credentials.of(candidate.get().credential()).choose(wanted);
            if (choice instanceof CredentialChoice.Choice(var credential, var scheme, var reason, var others)) {
                session.localChain(candidate.get().chain());
                rejected.addAll(others);
                return new CredentialChoice.Choice(credential, scheme, reason, rejected);
            }
            rejected.addAll(choice.rejected());
        }
        CredentialChoice.Reason closest = rejected.isEmpty()
                ? CredentialChoice.Reason.EMPTY
                : rejected.getFirst().reason();
        return new CredentialChoice.NoCredential(closest, rejected);
    }

    /** A key manager may have anything, but it is the same one. */
    @Override
    public Optional<Bytes> basis() {
        return Optional.of(Bytes.ofUtf8("key manager " + managers.generation()));
    }

    /** What a manager chose. */
    private record Candidate(Credential credential, List<X509Certificate> chain) {}

    private CredentialRequest narrowed(CredentialRequest request) {
        return new CredentialRequest(
                request.local(),
                request.type(),
                request.serverName(),
                request.peerSchemes().stream().filter(schemes::contains).toList(),
                request.peerCertificateSchemes(),
                request.authorities(),
                request.oidFilters());
    }

    @SuppressWarnings("try") // The resource is the question itself
    private Set<String> aliases(CredentialRequest request) {
        X509KeyManager keys = managers.keys().orElse(null);
        List<String> keyTypes = KeyTypes.of(request.peerSchemes());
        if (keys == null || keyTypes.isEmpty()) {
            return Set.of();
        }
        try (TlsSession.Asking asking = session.asking()) {
            return aliases(request, keys, keyTypes);
        }
    }

    private Set<String> aliases(CredentialRequest request, X509KeyManager keys, List<String> keyTypes) {
        Set<String> aliases = new LinkedHashSet<>();
        Principal[] issuers = issuers(request);
        if (request.local() == Side.CLIENT) {
            add(aliases, endpoint.clientAlias(keys, keyTypes.toArray(String[]::new), issuers));
        } else {
            for (String keyType : keyTypes) {
                add(aliases, endpoint.serverAlias(keys, keyType, issuers));
            }
        }
        return aliases;
    }

    /** A manager that chose what it does not have, or what nobody can sign with, may have something else. */
    private Optional<Candidate> candidate(String alias, List<CredentialChoice.Rejected> rejected) {
        PrivateKey key = managers.keys().orElseThrow().getPrivateKey(alias);
        X509Certificate[] chain = managers.keys().orElseThrow().getCertificateChain(alias);
        if (key == null || chain == null || chain.length == 0) {
            rejected.add(new CredentialChoice.Rejected(
                    alias, CredentialChoice.Reason.EMPTY, "the key manager has no key or no certificate for it"));
            return Optional.empty();
        }
        try {
            return Optional.of(new Candidate(managers.credentials().of(alias, chain, key), List.of(chain)));
        } catch (IllegalArgumentException | ViolationException unusable) {
            rejected.add(new CredentialChoice.Rejected(
                    alias, CredentialChoice.Reason.NO_SCHEME, String.valueOf(unusable.getMessage())));
            return Optional.empty();
        }
    }

    private static Principal @Nullable [] issuers(CredentialRequest request) {
        if (request.authorities().isEmpty()) {
            return null;
        }
        List<Principal> issuers = new ArrayList<>();
        for (var name : request.authorities()) {
            try {
                issuers.add(new X500Principal(name.toArray()));
            } catch (IllegalArgumentException notAName) {
                // It can't be an issuer of ours.
            }
        }
        return issuers.toArray(Principal[]::new);
    }

    private static void add(Set<String> aliases, @Nullable String alias) {
        if (alias != null) {
            aliases.add(alias);
        }
    }
}
