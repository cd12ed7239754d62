// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;

/** The {@code ticket_request} extension (RFC 9149): how many tickets the client wants. */
public sealed interface TicketRequest extends Extension {
    @Override
    default ExtensionType type() {
        return ExtensionType.TICKET_REQUEST;
    }

    /**
     * In ClientHello.
     *
     * @param newSessionCount tickets wanted after a full handshake, 0 to 255
     * @param resumptionCount tickets wanted after a resumption, 0 to 255
     */
    record ClientHello(int newSessionCount, int resumptionCount) implements TicketRequest {
        static ClientHello decode(WireReader reader) {
            return new ClientHello(reader.uint8(), reader.uint8());
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.uint8(newSessionCount).uint8(resumptionCount));
        }
    }

    /**
     * In EncryptedExtensions: a hint.
     *
     * @param expectedCount tickets that the server expects to send, 0 to 255
     */
    record EncryptedExtensions(int expectedCount) implements TicketRequest {
        static EncryptedExtensions decode(WireReader reader) {
            return new EncryptedExtensions(reader.uint8());
        }

        @Override
        public Bytes body() {
            return WireWriter.encode(w -> w.uint8(expectedCount));
        }
    }
}
