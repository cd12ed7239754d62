// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import java.util.List;

/**
 * A decision of the negotiation, with its reason and what was not chosen. All texts are ours or the registry's names, but for
 * those of {@link Subject#ALPN} and {@link Subject#CERTIFICATE}: a peer's text, to be escaped wherever it is shown.
 *
 * @param chosen the value, or empty if nothing fits
 * @param reason why, as a clause
 */
public record Choice(Subject subject, String chosen, String reason, List<Rejected> rejected) {
    /** What was decided. */
    public enum Subject {
        /** Which configuration serves this client. */
        CONFIGURATION,
        /** Which protocol version. */
        VERSION,
        /** Which cipher suite. */
        CIPHER_SUITE,
        /** Which group the key exchange uses. */
        GROUP,
        /** Whether the server asks for another ClientHello. */
        HELLO_RETRY,
        /** Which application protocol. */
        ALPN,
        /** How long records may be. */
        RECORD_SIZE,
        /** Which certificate. */
        CERTIFICATE,
        /** How the Certificate message is compressed. */
        CERTIFICATE_COMPRESSION,
        /** Which signature scheme proves the certificate's key. */
        SIGNATURE_SCHEME,
        /** Whether the client is asked for a certificate, or which it sends. */
        CLIENT_CERTIFICATE,
        /** Whether and from what the connection resumes. */
        RESUMPTION,
        /** Whether 0-RTT data is taken. */
        EARLY_DATA
    }

    /** An alternative that lost. */
    public record Rejected(String value, String reason) {}

    /** A choice that keeps a copy of {@code rejected}. */
    public Choice {
        rejected = List.copyOf(rejected);
    }

    /** A choice without alternatives. */
    public static Choice of(Subject subject, String chosen, String reason) {
        return new Choice(subject, chosen, reason, List.of());
    }
}
