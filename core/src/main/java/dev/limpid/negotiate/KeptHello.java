// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.Hash;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.Unknown;
import dev.limpid.message.ClientHello;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.wire.Bytes;
import java.util.Set;

/**
 * What a second ClientHello must keep of the first (RFC 9846 section 4.2.2): all fields, and all extensions in their order but
 * those that a HelloRetryRequest lets change. A key_share that is to be replaced keeps its place.
 *
 * @param hello without what may change
 */
record KeptHello(ClientHello hello) {
    private static final Set<ExtensionType> MAY_CHANGE =
            Set.of(ExtensionType.EARLY_DATA, ExtensionType.COOKIE, ExtensionType.PRE_SHARED_KEY, ExtensionType.PADDING);

    /** @param otherShare whether the HelloRetryRequest asks for another share */
    static KeptHello of(ClientHello hello, boolean otherShare) {
        return new KeptHello(hello.withExtensions(Extensions.of(hello.extensions().list().stream()
                .filter(extension -> !MAY_CHANGE.contains(extension.type()))
                .map(extension -> otherShare ? withoutShares(extension) : extension)
                .toList())));
    }

    /** SHA-256 of the rest, as a message. */
    Bytes digest(CryptoProvider crypto) {
        byte[] bytes = HandshakeCodec.encode(hello).toArray();
        Hash hash = crypto.hash(HashAlgorithm.SHA256);
        hash.update(bytes, 0, bytes.length);
        return Bytes.wrap(hash.digest());
    }

    private static Extension withoutShares(Extension extension) {
        return extension.type().equals(ExtensionType.KEY_SHARE)
                ? new Unknown(ExtensionType.KEY_SHARE, Bytes.EMPTY)
                : extension;
    }
}
