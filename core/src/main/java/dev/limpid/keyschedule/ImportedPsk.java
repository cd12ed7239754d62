// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.keyschedule;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.Hash;
import dev.limpid.crypto.Hkdf;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.wire.Bytes;
import java.util.Arrays;

/**
 * The key of an imported PSK (RFC 9258 section 5.1), made before there is any connection.
 *
 * <pre>
 *   epskx = HKDF-Extract(0, epsk)
 *   ipskx = HKDF-Expand-Label(epskx, "derived psk", Hash(ImportedIdentity), L)
 * </pre>
 */
public final class ImportedPsk {
    private ImportedPsk() {}

    /**
     * ipskx, which the caller owns.
     *
     * @param hash of the external PSK, for every step here; not that of the target
     * @param externalKey epsk; stays the caller's
     * @param importedIdentity as encoded
     * @param target whose output length ipskx has
     */
    public static byte[] derive(
            CryptoProvider crypto,
            HashAlgorithm hash,
            byte[] externalKey,
            Bytes importedIdentity,
            HashAlgorithm target) {
        Hash running = crypto.hash(hash);
        running.update(importedIdentity.toArray(), 0, importedIdentity.length());
        Bytes context = Bytes.wrap(running.digest());
        Hkdf hkdf = crypto.hkdf(hash);
        byte[] extracted = hkdf.extract(new byte[hash.length()], externalKey);
        byte[] info =
                Derivation.hkdfLabel("derived psk", context, target.length()).toArray();
        byte[] imported = hkdf.expand(extracted, info, target.length());
        Arrays.fill(extracted, (byte) 0);
        return imported;
    }
}
