// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.extension.ExtensionContext;
import dev.limpid.extension.Extensions;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;

/** EncryptedExtensions (RFC 9846 section 4.4.1): the server's answers that the key exchange does not need. */
public record EncryptedExtensions(Extensions extensions) implements HandshakeMessage {
    static EncryptedExtensions decode(WireReader reader) {
        return new EncryptedExtensions(Extensions.read(reader, ExtensionContext.ENCRYPTED_EXTENSIONS));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.ENCRYPTED_EXTENSIONS;
    }

    @Override
    public Bytes body() {
        return WireWriter.encode(extensions::write);
    }
}
