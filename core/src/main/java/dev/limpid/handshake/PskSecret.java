// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.keyschedule.Derivation;
import dev.limpid.keyschedule.EarlySecret;
import dev.limpid.negotiate.KnownPsk;
import dev.limpid.observe.Recorder;
import java.util.Arrays;

/** From a key that both sides have to the early secret (section 7.1). */
public final class PskSecret {
    private PskSecret() {}

    /** The early secret of {@code known}, under the hash that belongs to it. */
    public static EarlySecret early(CryptoProvider crypto, Recorder recorder, KnownPsk known) {
        byte[] key = known.psk().bytes();
        try {
            return EarlySecret.ofPsk(new Derivation(crypto, known.hash(), recorder), known.kind(), key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
