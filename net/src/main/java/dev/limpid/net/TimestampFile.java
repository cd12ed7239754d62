// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import dev.limpid.wire.WireReader;
import java.nio.file.Path;
import java.util.List;

/** A SignedCertificateTimestampList (RFC 6962 section 3.3) as it travels, in a file. */
final class TimestampFile {
    /** The list's length has two bytes. */
    private static final int MAX_BYTES = 2 + 0xffff;

    private TimestampFile() {}

    /** @throws StoreException if it is something else */
    static List<Bytes> timestamps(Path file) {
        StoreFile store = StoreFile.read(file);
        if (store.content().length > MAX_BYTES) {
            throw new StoreException(store.source(), "is longer than a list of timestamps can be", "");
        }
        try {
            return WireReader.decode(
                    "SignedCertificateTimestampList",
                    Bytes.of(store.content()),
                    list -> list.vector16("sct_list", r -> r.atLeast(1).list(e -> e.opaque16("sct", 1))));
        } catch (DecodeException malformed) {
            throw new StoreException(
                    store.source(),
                    "is no list of certificate timestamps: " + malformed.getMessage(),
                    "it has to be a SignedCertificateTimestampList as TLS sends it, in binary");
        }
    }
}
