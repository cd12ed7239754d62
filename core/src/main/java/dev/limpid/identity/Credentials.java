// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.registry.CertificateType;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** Chooses what to prove ourselves with. Implementations are thread-safe. */
public interface Credentials {
    /** The choice for a peer that wants {@code request}. */
    CredentialChoice choose(CredentialRequest request);

    /** The types of what can be chosen, the preferred one first: X.509 certificates, raw public keys or both; none if there is nothing. */
    default List<CertificateType> certificateTypes() {
        return List.of(CertificateType.X509);
    }

    /** Names for people of what can be chosen, as far as that is known beforehand. */
    default List<String> aliases() {
        return List.of();
    }

    /**
     * What these prove, as bytes: whoever has the same proves the same, in another process too. A client resumes only sessions in which
     * it could prove the same as now, lest a server take it for who it was then. Nothing if it cannot be said; then only
     * configurations that are built from one another, with this very object, share sessions.
     */
    default Optional<Bytes> basis() {
        return Optional.empty();
    }

    /**
     * Several credentials: chosen by name (exact before wildcard), then by whether the peer can verify the chain, then by the
     * authorities that it listed, then in the order given. If none is for the name that a client asked for, or if it asked for
     * none, all compete: the client can judge for itself what it gets.
     */
    static Credentials of(Credential... credentials) {
        return new CredentialList(List.of(credentials), false);
    }

    /** As {@link #of}, but a client that asks for a name which no credential is for gets none of them. */
    static Credentials onlyForTheirNames(Credential... credentials) {
        return new CredentialList(List.of(credentials), true);
    }

    /** No credentials: a client that has no certificate to show. */
    static Credentials none() {
        return new CredentialList(List.of(), false);
    }
}
