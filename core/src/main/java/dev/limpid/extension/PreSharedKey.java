// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.List;

/** The {@code pre_shared_key} extension (RFC 9846 section 4.3.11): which keys both sides may already have. */
public sealed interface PreSharedKey extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.PRE_SHARED_KEY;
    }

    /**
     * In ClientHello, where it must be the last extension: OfferedPsks.
     *
     * @param binders one for each of {@code identities}, in their order, of 32 to 255 bytes; a peer's may be fewer or more
     */
    record ClientHello(List<Identity> identities, List<Bytes> binders) implements PreSharedKey {
        private static final int SHORTEST_BINDER = 32;

        public ClientHello {
            identities = List.copyOf(identities);
            binders = List.copyOf(binders);
        }

        static ClientHello decode(WireReader reader) {
            return new ClientHello(
                    reader.vector16("identities", r -> r.atLeast(7).list(Identity::decode)),
                    reader.vector16(
                            "binders",
                            r -> r.atLeast(SHORTEST_BINDER + 1).list(e -> e.opaque8("binder", SHORTEST_BINDER))));
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.vector16(v -> v.each(identities, Identity::encode))
                    .vector16(v -> v.each(binders, WireWriter::opaque8)));
        }

        /** The length of the encoded binders with their length field: what Truncate() of section 4.3.11.2 takes away. */
        public int encodedBindersLength() {
            return 2 + binders.stream().mapToInt(binder -> 1 + binder.length()).sum();
        }
    }

    /**
     * One key's label.
     *
     * @param identity a ticket, or the label of a key that was established externally; not empty
     * @param obfuscatedTicketAge milliseconds plus ticket_age_add, modulo 2^32
     */
    record Identity(Bytes identity, long obfuscatedTicketAge) {
        static Identity decode(WireReader reader) {
            return new Identity(reader.opaque16("identity", 1), reader.uint32());
        }

        private static void encode(WireWriter writer, Identity identity) {
            writer.opaque16(identity.identity).uint32(identity.obfuscatedTicketAge);
        }
    }

    /**
     * In ServerHello.
     *
     * @param selectedIdentity the index of the key that the server chose, from 0
     */
    record ServerHello(int selectedIdentity) implements PreSharedKey {
        static ServerHello decode(WireReader reader) {
            return new ServerHello(reader.uint16());
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.uint16(selectedIdentity));
        }
    }
}
