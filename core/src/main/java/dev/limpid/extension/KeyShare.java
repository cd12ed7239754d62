// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.List;

/** The {@code key_share} extension (RFC 9846 section 4.3.8): the public values of the key exchange. */
public sealed interface KeyShare extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.KEY_SHARE;
    }

    /** In ClientHello: a share for each group that the client thinks likely; none asks for a HelloRetryRequest. */
    record ClientHello(List<KeyShareEntry> clientShares) implements KeyShare {
        public ClientHello {
            clientShares = List.copyOf(clientShares);
        }

        static ClientHello decode(WireReader reader) {
            //= R4.3.8-1
            //= R4.3.8-2
            return new ClientHello(reader.vector16("client_shares", r -> r.list(KeyShareEntry::decode)));
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.vector16(v -> v.each(clientShares, KeyShareEntry::encode)));
        }
    }

    /** In ServerHello: the server's share, of the group of one of the client's. */
    record ServerHello(KeyShareEntry serverShare) implements KeyShare {
        static ServerHello decode(WireReader reader) {
            return new ServerHello(KeyShareEntry.decode(reader));
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> KeyShareEntry.encode(w, serverShare));
        }
    }

    /** In HelloRetryRequest: the group for which the server wants a share. */
    record HelloRetryRequest(NamedGroup selectedGroup) implements KeyShare {
        static HelloRetryRequest decode(WireReader reader) {
            return new HelloRetryRequest(new NamedGroup(reader.uint16()));
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.uint16(selectedGroup.code()));
        }
    }
}
