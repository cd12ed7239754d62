// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.demo;

import dev.limpid.crypto.Hkdf;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.message.ClientHello;
import dev.limpid.message.NewSessionTicket;
import dev.limpid.observe.SecretKind;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireWriter;
import java.util.Optional;

/**
 * What follows from a ticket's key, computed once more from what the connection before left behind, by nothing but HKDF: a thief's
 * way, to see how far it leads (RFC 9846 sections 4.7.1 and 7.1).
 */
final class TicketSecrets {
    private final Hkdf hkdf;
    private final byte[] key;
    private final byte[] early;

    private TicketSecrets(Hkdf hkdf, byte[] key) {
        this.hkdf = hkdf;
        this.key = key;
        this.early = hkdf.extract(new byte[length()], key);
    }

    /** Of the ticket of {@code before} that {@code after} offers; empty if it offers none of them. */
    static Optional<TicketSecrets> of(Meeting before, Meeting after, Hkdf hkdf) {
        Optional<Bytes> identity = after.messages(ClientHello.class).stream()
                .flatMap(hello -> hello.extensions().find(PreSharedKey.ClientHello.class).stream())
                .map(keys -> keys.identities().getFirst().identity())
                .findFirst();
        Optional<NewSessionTicket> ticket = identity.flatMap(before::ticket);
        Optional<byte[]> resumption = before.client().secrets().find(SecretKind.RESUMPTION, 0);
        return ticket.flatMap(t -> resumption.map(r -> new TicketSecrets(
                hkdf,
                expand(hkdf, r, "resumption", t.ticketNonce(), hkdf.algorithm().length()))));
    }

    /** The ticket's key. */
    byte[] key() {
        return key;
    }

    /** The early secret. */
    byte[] early() {
        return early;
    }

    /** client_early_traffic_secret. */
    byte[] clientEarlyTraffic(Bytes clientHelloHash) {
        return expand(hkdf, early, "c e traffic", clientHelloHash, length());
    }

    /** The handshake secret as it would be without a key exchange (psk_ke). */
    byte[] handshakeWithoutExchange(Bytes emptyHash) {
        byte[] salt = expand(hkdf, early, "derived", emptyHash, length());
        return hkdf.extract(salt, new byte[length()]);
    }

    private int length() {
        return hkdf.algorithm().length();
    }

    private static byte[] expand(Hkdf hkdf, byte[] secret, String label, Bytes context, int length) {
        Bytes info = WireWriter.encode(w -> {
            w.uint16(length);
            w.opaque8(Bytes.ofUtf8("tls13 " + label));
            w.opaque8(context);
        });
        return hkdf.expand(secret, info.toArray(), length);
    }
}
