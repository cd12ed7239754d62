// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.message;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.util.Map;
import java.util.function.Function;

/**
 * Bytes to handshake messages and back (RFC 9846 section 4). Lossless: for every body that {@link #decode} accepts,
 * {@link #encode} gives the same bytes after the header. Knows no connection and decides nothing. Thread-safe.
 */
public final class HandshakeCodec {
    /** The bytes before a message's body: its type and its 24-bit length. */
    public static final int HEADER_LENGTH = 4;

    private static final Form HELLO_RETRY_REQUEST = new Form("HelloRetryRequest", HelloRetryRequest::decode);

    private static final Map<HandshakeType, Form> FORMS = Map.ofEntries(
            form(HandshakeType.CLIENT_HELLO, "ClientHello", ClientHello::decode),
            form(HandshakeType.SERVER_HELLO, "ServerHello", ServerHello::decode),
            form(HandshakeType.NEW_SESSION_TICKET, "NewSessionTicket", NewSessionTicket::decode),
            form(HandshakeType.END_OF_EARLY_DATA, "EndOfEarlyData", EndOfEarlyData::decode),
            form(HandshakeType.ENCRYPTED_EXTENSIONS, "EncryptedExtensions", EncryptedExtensions::decode),
            form(HandshakeType.CERTIFICATE, "Certificate", Certificate::decode),
            form(HandshakeType.CERTIFICATE_REQUEST, "CertificateRequest", CertificateRequest::decode),
            form(HandshakeType.CERTIFICATE_VERIFY, "CertificateVerify", CertificateVerify::decode),
            form(HandshakeType.FINISHED, "Finished", Finished::decode),
            form(HandshakeType.KEY_UPDATE, "KeyUpdate", KeyUpdate::decode),
            form(HandshakeType.COMPRESSED_CERTIFICATE, "CompressedCertificate", CompressedCertificate::decode));

    private HandshakeCodec() {}

    /**
     * The message of {@code type} whose body, without the header, is {@code body}. The result shares storage with it.
     *
     * @throws dev.limpid.wire.DecodeException if the body does not follow the type's syntax or has bytes left over
     * @throws ViolationException if the type does not exist (message_hash, which is never sent, included), or if the body breaks
     *     one of the few rules whose alert is not decode_error
     */
    public static HandshakeMessage decode(HandshakeType type, Bytes body) {
        Form form = FORMS.get(type);
        if (form == null) {
            throw new ViolationException(Violation.UNKNOWN_MESSAGE, type.toString());
        }
        if (type.equals(HandshakeType.SERVER_HELLO) && HelloRetryRequest.is(body)) {
            form = HELLO_RETRY_REQUEST;
        }
        //= R4.3-2
        return WireReader.decode(form.name, body, form.decoder);
    }

    /** The message that {@code raw} holds; see {@link #decode(HandshakeType, Bytes)}. */
    public static HandshakeMessage decode(RawMessage raw) {
        return decode(raw.type(), raw.body());
    }

    /** The whole message, header included. */
    public static Bytes encode(HandshakeMessage message) {
        Bytes body = message.body();
        WireWriter header = new WireWriter(HEADER_LENGTH);
        header.uint8(message.type().code()).uint24(body.length());
        return header.toBytes().then(body);
    }

    private static Map.Entry<HandshakeType, Form> form(
            HandshakeType type, String name, Function<WireReader, HandshakeMessage> decoder) {
        return Map.entry(type, new Form(name, decoder));
    }

    private record Form(String name, Function<WireReader, HandshakeMessage> decoder) {}
}
