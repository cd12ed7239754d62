// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.wire.Bytes;
import dev.limpid.wire.DecodeException;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.time.Instant;
import java.util.Arrays;

/**
 * A ticket and what a client needs to use it once. Thread-safe.
 *
 * @param ticket as the server sent it, 1 to 65535 bytes
 * @param session whose {@link Session#issuedAt()} is when the ticket arrived
 */
public record ClientSession(Bytes ticket, Session session) {
    private static final Bytes MAGIC = Bytes.ofUtf8("limpid-s");

    /** @throws IllegalArgumentException if {@code ticket} is empty or too long */
    public ClientSession {
        if (ticket.isEmpty() || ticket.length() > 0xffff) {
            throw new IllegalArgumentException("a ticket has 1 to 65535 bytes, not " + ticket.length());
        }
        ticket = Copies.of(ticket);
    }

    /** When the ticket arrived. */
    public Instant receivedAt() {
        return session.issuedAt();
    }

    /**
     * This ticket and its session as bytes, for a file. <strong>They are a secret</strong>: whoever reads them can resume the session,
     * and read what it protects. The file must be its owner's alone, and the session be used once. The form, in section 3's notation:
     *
     * <pre>
     *   struct {
     *       opaque magic[8] = "limpid-s";
     *       opaque ticket&lt;1..2^16-1&gt;;
     *       opaque session[...];          as {@link Session#encode()} writes it, to the end
     *   } ClientSession;
     * </pre>
     *
     * @return an array that the caller owns and should zero
     */
    public byte[] encode() {
        Bytes head = WireWriter.encode(w -> w.bytes(MAGIC).opaque16(ticket));
        byte[] body = session.encode();
        byte[] encoded = Arrays.copyOf(head.toArray(), head.length() + body.length);
        System.arraycopy(body, 0, encoded, head.length(), body.length);
        Arrays.fill(body, (byte) 0);
        return encoded;
    }

    /**
     * What {@link #encode} wrote. Whether the session may still be used, and by this configuration, is the caller's to check.
     *
     * @param encoded stays the caller's
     * @throws DecodeException if it is anything else
     */
    public static ClientSession decode(byte[] encoded) {
        WireReader head = WireReader.of("ClientSession", headOf(encoded));
        if (!head.bytes(MAGIC.length()).equals(MAGIC)) {
            throw head.error("not a saved session");
        }
        Bytes ticket = head.opaque16("ticket", 1);
        byte[] body = Arrays.copyOfRange(encoded, MAGIC.length() + 2 + ticket.length(), encoded.length);
        try {
            return new ClientSession(ticket, Session.decode(body));
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    /** Magic and ticket, if there are any: what follows holds the PSK, which must not pass through Bytes. */
    private static Bytes headOf(byte[] encoded) {
        int prefix = MAGIC.length() + 2;
        if (encoded.length < prefix) {
            return Bytes.of(encoded);
        }
        int ticket = (encoded[prefix - 2] & 0xff) << 8 | encoded[prefix - 1] & 0xff;
        return Bytes.of(encoded, 0, Math.min(encoded.length, prefix + ticket));
    }

    /** An estimate of the memory that it takes, in bytes. */
    int weight() {
        int certificates = session.authentication().certificates().stream()
                .mapToInt(certificate -> 64 + certificate.length())
                .sum();
        int names = session.serverName().map(String::length).orElse(0)
                + session.protocol().map(String::length).orElse(0);
        int identity = session.authentication()
                .externalPsk()
                .map(proof -> 128 + proof.identity().length())
                .orElse(0);
        return 512 + ticket.length() + session.psk().length() + certificates + 2 * names + identity;
    }

    /** Without the ticket, by which whoever sees it could recognise its next use. */
    @Override
    public String toString() {
        return "ticket of " + ticket.length() + " bytes for " + session;
    }
}
