// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.session.ExternalPsk;
import dev.limpid.session.Psk;
import dev.limpid.session.PskImporter;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The external PSKs of the command line, imported for both hashes (RFC 9258), and the credential that each belongs to. */
final class ImportedKeys {
    static final String KIND = "-new-psk-credential";

    private final Map<Bytes, Integer> credentials = new LinkedHashMap<>();
    private final List<ExternalPsk> keys = new ArrayList<>();

    ImportedKeys(Settings settings, CryptoProvider crypto) {
        PskImporter importer = new PskImporter(crypto);
        List<Settings.CredentialFlags> all = settings.credentials();
        for (int index = 0; index < all.size(); index++) {
            if (all.get(index).kind().equals(KIND)) {
                for (ExternalPsk key : imported(importer, all.get(index).values())) {
                    credentials.put(key.identity(), index);
                    keys.add(key);
                }
            }
        }
    }

    /** All of them, in the order of their credentials. */
    List<ExternalPsk> keys() {
        return List.copyOf(keys);
    }

    /** The index of the credential that {@code identity} belongs to, if it is one of these. */
    Optional<Integer> credential(Bytes identity) {
        return Optional.ofNullable(credentials.get(identity));
    }

    /** Whether a credential with a certificate comes before the first key. */
    static boolean comeAfterCertificates(Settings settings) {
        return !settings.credentials().isEmpty()
                && !settings.credentials().getFirst().kind().equals(KIND);
    }

    private static List<ExternalPsk> imported(PskImporter importer, FlagValues flags) {
        HashAlgorithm hash = flags.has("-psk-importer-sha384") ? HashAlgorithm.SHA384 : HashAlgorithm.SHA256;
        ExternalPsk external = ExternalPsk.of(
                flags.bytes("-psk-importer-identity").orElse(Bytes.EMPTY),
                Psk.of(flags.bytes("-psk-importer-key").orElse(Bytes.EMPTY).toArray()),
                hash);
        return importer.imported(
                external,
                flags.bytes("-psk-importer-context").orElse(Bytes.EMPTY),
                List.of(HashAlgorithm.SHA256, HashAlgorithm.SHA384));
    }
}
