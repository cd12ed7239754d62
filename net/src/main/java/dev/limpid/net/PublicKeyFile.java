// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.net.StoreFile.Format;
import dev.limpid.wire.Bytes;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Raw public keys (RFC 7250) in a file of PEM. */
final class PublicKeyFile {
    private PublicKeyFile() {}

    /**
     * The SubjectPublicKeyInfo of each block PUBLIC KEY of {@code file}; blocks of other kinds are passed over.
     *
     * @throws StoreException if there is none
     */
    static List<Bytes> publicKeys(Path file) {
        StoreFile store = StoreFile.read(file);
        if (store.format() != Format.PEM) {
            throw new StoreException(
                    store.source(), "public keys in PEM are needed, and this is " + store.format(), "");
        }
        List<PemBlock> blocks = PemBlock.parse(store.source(), store.content());
        List<Bytes> keys = blocks.stream()
                .filter(block -> block.label().equals("PUBLIC KEY"))
                .map(PemBlock::toBytes)
                .toList();
        if (keys.isEmpty()) {
            String found = blocks.stream().map(PemBlock::toString).collect(Collectors.joining(", "));
            blocks.forEach(PemBlock::wipe);
            throw new StoreException(
                    store.source(),
                    "has no public key" + (found.isEmpty() ? "" : ", but " + found),
                    "write one: openssl pkey -in key.pem -pubout -out public.pem");
        }
        return keys;
    }

    /** The only key of {@code file}. */
    static Bytes onlyKey(Path file) {
        List<Bytes> keys = publicKeys(file);
        if (keys.size() > 1) {
            throw new StoreException(file.toString(), "has " + keys.size() + " public keys", "keep one of them");
        }
        return keys.getFirst();
    }
}
