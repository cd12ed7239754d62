// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The {@code server_name} extension (RFC 6066 section 3): which of its names the client wants the server to be. */
public sealed interface ServerNameList extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.SERVER_NAME;
    }

    /** In ClientHello (and CertificateRequest, RFC 9261): the names, at most one of each type. */
    record Request(List<Name> names) implements ServerNameList {
        public Request {
            names = List.copyOf(names);
        }

        /**
         * The request for one DNS host.
         *
         * @param hostName in ASCII (A-labels), without a trailing dot
         * @throws IllegalArgumentException if it is empty or not ASCII
         */
        public static Request of(String hostName) {
            if (hostName.isEmpty() || !StandardCharsets.US_ASCII.newEncoder().canEncode(hostName)) {
                throw new IllegalArgumentException("not an ASCII host name");
            }
            return new Request(List.of(new Name(Name.HOST_NAME, Bytes.ofUtf8(hostName))));
        }

        static Request decode(WireReader reader) {
            return new Request(
                    reader.vector16("server_name_list", r -> r.atLeast(1).list(Name::decode)));
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.vector16(
                    v -> v.each(names, (e, name) -> e.uint8(name.nameType()).opaque16(name.name()))));
        }

        /** The first name of type host_name, as the peer's unchecked bytes. */
        public Optional<Bytes> hostName() {
            return names.stream()
                    .filter(name -> name.nameType() == Name.HOST_NAME)
                    .map(Name::name)
                    .findFirst();
        }
    }

    /**
     * One name. Every type, known or not, begins with a 16-bit length, so an unknown one is kept.
     *
     * @param nameType 0 to 255; 0 is host_name
     */
    record Name(int nameType, Bytes name) {
        /** The only type that is defined. */
        public static final int HOST_NAME = 0;

        static Name decode(WireReader reader) {
            int nameType = reader.uint8();
            return new Name(nameType, reader.opaque16("name", nameType == HOST_NAME ? 1 : 0));
        }
    }

    /** In EncryptedExtensions: the server used the name. */
    record Acknowledgement() implements ServerNameList {
        static Acknowledgement decode(WireReader reader) {
            return new Acknowledgement();
        }

        @Override
        public Bytes body() {
            return Bytes.EMPTY;
        }
    }
}
