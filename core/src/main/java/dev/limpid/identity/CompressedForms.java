// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.registry.CertificateCompression;
import dev.limpid.wire.Bytes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The compressed forms of one credential's Certificate messages, so that no handshake compresses what another has. Thread-safe. */
final class CompressedForms {
    /** Room for each algorithm with and without a status and timestamps; statuses change, so that old forms must go. */
    private static final int MAX_FORMS = 16;

    private final Map<Key, Bytes> forms = new ConcurrentHashMap<>();

    private record Key(CertificateCompression algorithm, Bytes message) {}

    Bytes compress(CertificateCompressor compressor, Bytes message) {
        Key key = new Key(compressor.algorithm(), message);
        Bytes known = forms.get(key);
        if (known != null) {
            return known;
        }
        if (forms.size() >= MAX_FORMS) {
            forms.clear();
        }
        Bytes compressed = compressor.compress(message);
        forms.put(key, compressed);
        return compressed;
    }
}
