// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.keyschedule;

import dev.limpid.keyschedule.Derivation.Origin;
import dev.limpid.observe.SecretKind;
import dev.limpid.wire.Bytes;
import java.security.MessageDigest;

/** The HMAC of Finished and of PSK binders (RFC 9846 sections 4.5.3 and 4.3.11.2): HMAC(finished_key, transcript hash). */
final class FinishedKey {
    private FinishedKey() {}

    static Bytes mac(Derivation derivation, SecretBytes base, Origin of, Bytes transcriptHash) {
        Origin origin =
                new Origin(SecretKind.FINISHED_KEY, java.util.List.of(of.kind()), of.generation(), of.guessable());
        SecretBytes key = derivation.expand(origin, base, "finished", Bytes.EMPTY, derivation.hashLength());
        try {
            return derivation.mac(key.open(), transcriptHash);
        } finally {
            key.destroy();
        }
    }

    /** Whether the two are equal, in a time that does not tell where they differ. */
    static boolean matches(Bytes expected, Bytes received) {
        return MessageDigest.isEqual(expected.toArray(), received.toArray());
    }
}
