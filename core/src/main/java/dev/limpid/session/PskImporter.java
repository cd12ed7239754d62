// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.keyschedule.ImportedPsk;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes PSKs for TLS 1.3 from one that was provisioned for anything (RFC 9258): one for each hash, so that no key is used with two,
 * and bound to a context, so that a key of one pair of roles does not pass for that of another (its appendix A). The PSK that is
 * imported must serve no other purpose.
 *
 * <p>Both ends import alike: same identity, key, hash and context. One that does not simply fails to find or to verify the key.
 */
public final class PskImporter {
    private final CryptoProvider crypto;

    /** An importer that computes with {@code crypto}. */
    public PskImporter(CryptoProvider crypto) {
        this.crypto = crypto;
    }

    /**
     * The imported PSKs of {@code external}, one for each of {@code targets}.
     *
     * @param external stays the caller's; its hash is the one for importing
     * @param context goes over the wire in the clear, so nothing sensitive belongs in it; empty if there is none
     * @param targets the hashes of the suites to use
     * @throws IllegalArgumentException if {@code external} was imported itself, or its identity and context are too long
     */
    public List<ExternalPsk> imported(ExternalPsk external, Bytes context, List<HashAlgorithm> targets) {
        if (external.imported()) {
            throw new IllegalArgumentException("an imported PSK cannot be imported again");
        }
        return targets.stream()
                .distinct()
                .map(target -> imported(external, context, target))
                .toList();
    }

    private ExternalPsk imported(ExternalPsk external, Bytes context, HashAlgorithm target) {
        Bytes identity =
                ImportedIdentity.of(external.identity(), context, target).encode();
        byte[] epsk = external.psk().bytes();
        byte[] ipskx = ImportedPsk.derive(crypto, external.hash(), epsk, identity, target);
        ExternalPsk imported = new ExternalPsk(identity, Psk.of(ipskx), target, true, Optional.empty());
        Arrays.fill(epsk, (byte) 0);
        Arrays.fill(ipskx, (byte) 0);
        return imported;
    }
}
