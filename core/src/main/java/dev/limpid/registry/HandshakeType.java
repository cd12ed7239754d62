// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.registry;

/** The types of handshake messages (RFC 9846 section 4). */
public record HandshakeType(int code) {
    private static final Registry REGISTRY = new Registry(2);

    //= RB-1
    public static final HandshakeType CLIENT_HELLO = known(1, "client_hello");
    public static final HandshakeType SERVER_HELLO = known(2, "server_hello");
    public static final HandshakeType NEW_SESSION_TICKET = known(4, "new_session_ticket");
    public static final HandshakeType END_OF_EARLY_DATA = known(5, "end_of_early_data");
    public static final HandshakeType ENCRYPTED_EXTENSIONS = known(8, "encrypted_extensions");
    public static final HandshakeType CERTIFICATE = known(11, "certificate");
    public static final HandshakeType CERTIFICATE_REQUEST = known(13, "certificate_request");
    public static final HandshakeType CERTIFICATE_VERIFY = known(15, "certificate_verify");
    public static final HandshakeType FINISHED = known(20, "finished");
    public static final HandshakeType KEY_UPDATE = known(24, "key_update");
    public static final HandshakeType COMPRESSED_CERTIFICATE = known(25, "compressed_certificate");
    public static final HandshakeType MESSAGE_HASH = known(254, "message_hash");

    /** A code point, known or not. @throws IndexOutOfBoundsException if it does not fit its wire size */
    public HandshakeType {
        REGISTRY.check(code);
    }

    /** Whether this code point is one of the constants above. */
    public boolean isKnown() {
        return REGISTRY.knows(code);
    }

    /** Whether keys can change right after such a message, so that it has to be the last in its record (section 5.1). */
    public boolean endsItsRecord() {
        return equals(CLIENT_HELLO)
                || equals(SERVER_HELLO)
                || equals(END_OF_EARLY_DATA)
                || equals(FINISHED)
                || equals(KEY_UPDATE);
    }

    /** The registry's name; an unknown code point as hexadecimal. */
    @Override
    public String toString() {
        return REGISTRY.name(code);
    }

    private static HandshakeType known(int code, String name) {
        return new HandshakeType(REGISTRY.add(code, name));
    }
}
