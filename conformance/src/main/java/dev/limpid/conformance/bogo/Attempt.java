// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.TlsConnection;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.message.ClientHello;
import dev.limpid.session.Session;
import dev.limpid.session.TicketAge;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A connection and what was seen of it.
 *
 * @param session that a client offered, or a server was offered: its PSK is not to be used
 * @param begun when it was made
 */
record Attempt(
        TlsConnection connection,
        Witness witness,
        ShimCredentials credentials,
        ImportedKeys keys,
        Supplier<Optional<Session>> session,
        Instant begun) {
    /** The index of the credential that this side used: a key's, or a certificate's. */
    int selectedCredential() {
        return selectedKey().orElseGet(credentials::selected);
    }

    /** The index of the credential whose external PSK both sides use, if they use one. */
    Optional<Integer> selectedKey() {
        return witness.selectedPsk().flatMap(this::identity).flatMap(identity -> keys.credential(identity.identity()));
    }

    /** By how much the client's account of its ticket's age is more than the server's, if it resumes. */
    Optional<Duration> ticketAgeSkew() {
        return session.get()
                .flatMap(opened -> witness.selectedPsk()
                        .flatMap(this::identity)
                        .map(identity -> TicketAge.claimed(opened.terms(), identity.obfuscatedTicketAge())
                                .minus(Duration.between(opened.issuedAt(), begun))));
    }

    /** The key at {@code index} of the client's last offer. */
    private Optional<PreSharedKey.Identity> identity(int index) {
        return witness.clientHello()
                .map(ClientHello::extensions)
                .flatMap(extensions -> extensions.find(PreSharedKey.ClientHello.class))
                .map(offer -> offer.identities().get(index));
    }
}
