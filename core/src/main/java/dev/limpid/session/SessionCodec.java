// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.session;

import dev.limpid.registry.CertificateType;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.session.OriginalAuthentication.Kind;
import dev.limpid.wire.Bytes;
import dev.limpid.wire.WireReader;
import dev.limpid.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A session as bytes, in section 3's notation:
 *
 * <pre>
 *   struct {
 *       uint8 version = 2;
 *       opaque psk&lt;1..2^16-1&gt;;
 *       CipherSuite suite;
 *       uint64 issued_at;            milliseconds since 1970
 *       uint32 lifetime;             seconds
 *       uint32 age_add;
 *       uint32 max_early_data_size;
 *       opaque server_name&lt;0..2^16-1&gt;, protocol&lt;0..2^16-1&gt;    each behind a byte: 0 absent, 1 present
 *       NamedGroup group                                        likewise
 *       uint8 kind;
 *       uint64 authenticated_at;     milliseconds since 1970
 *       uint8 certificate_type;
 *       Certificate certificates&lt;0..2^24-1&gt;   each opaque&lt;0..2^24-1&gt;
 *       SignatureScheme scheme                                  behind such a byte
 *       uint64 valid_until           milliseconds since 1970; behind such a byte
 *       opaque psk_identity&lt;1..2^16-1&gt;, psk_check&lt;1..2^8-1&gt;     both behind one such byte
 *       opaque binding&lt;0..255&gt;;
 *   }
 * </pre>
 *
 * The PSK stands first so that it never passes through a {@link Bytes}, which could not be zeroed.
 */
final class SessionCodec {
    private static final int VERSION = 2;
    private static final int HEAD = 3;
    private static final List<Kind> KINDS =
            List.of(Kind.NONE, Kind.BY_CERTIFICATE, Kind.UNVERIFIED, Kind.BY_EXTERNAL_PSK);

    private SessionCodec() {}

    static byte[] encode(Session session) {
        Bytes rest = WireWriter.encode(w -> write(w, session));
        byte[] psk = session.psk().bytes();
        byte[] encoded = new byte[HEAD + psk.length + rest.length()];
        encoded[0] = VERSION;
        encoded[1] = (byte) (psk.length >> 8);
        encoded[2] = (byte) psk.length;
        System.arraycopy(psk, 0, encoded, HEAD, psk.length);
        rest.copyTo(encoded, HEAD + psk.length);
        Arrays.fill(psk, (byte) 0);
        return encoded;
    }

    static Session decode(byte[] encoded) {
        WireReader head = WireReader.of("Session", Bytes.of(encoded, 0, Math.min(HEAD, encoded.length)));
        int version = head.uint8();
        if (version != VERSION) {
            throw head.error("version " + version + " is not " + VERSION);
        }
        int length = head.uint16();
        if (length == 0 || length > encoded.length - HEAD) {
            throw head.error("a PSK of " + length + " bytes, " + (encoded.length - HEAD) + " there");
        }
        byte[] key = Arrays.copyOfRange(encoded, HEAD, HEAD + length);
        Psk psk = Psk.of(key);
        Arrays.fill(key, (byte) 0);
        int from = HEAD + length;
        return WireReader.decode("Session", Bytes.of(encoded, from, encoded.length - from), r -> read(r, psk));
    }

    private static void write(WireWriter writer, Session session) {
        OriginalAuthentication peer = session.authentication();
        writer.uint16(session.suite().code());
        instant(writer, session.issuedAt());
        writer.uint32(session.lifetime().toSeconds());
        writer.uint32(session.ageAdd()).uint32(session.maxEarlyDataSize());
        optional(writer, session.serverName(), SessionCodec::text);
        optional(writer, session.protocol(), SessionCodec::text);
        optional(writer, session.agreement().group(), (w, group) -> w.uint16(group.code()));
        writer.uint8(KINDS.indexOf(peer.kind()));
        instant(writer, peer.at());
        writer.uint8(peer.certificateType().code());
        writer.vector24(w -> w.each(peer.certificates(), WireWriter::opaque24));
        optional(writer, peer.scheme(), (w, scheme) -> w.uint16(scheme.code()));
        optional(writer, peer.validUntil(), SessionCodec::instant);
        optional(
                writer,
                peer.externalPsk(),
                (w, psk) -> w.opaque16(psk.identity()).opaque8(psk.check()));
        writer.opaque8(session.binding());
    }

    private static Session read(WireReader reader, Psk psk) {
        try {
            return new Session(
                    new CipherSuite(reader.uint16()),
                    psk,
                    new TicketTerms(
                            instant(reader), Duration.ofSeconds(reader.uint32()), reader.uint32(), reader.uint32()),
                    new Agreement(
                            optional(reader, SessionCodec::text),
                            optional(reader, SessionCodec::text),
                            optional(reader, r -> new NamedGroup(r.uint16()))),
                    authentication(reader),
                    reader.opaque8("binding", 0));
        } catch (IllegalArgumentException notASession) {
            throw reader.error(String.valueOf(notASession.getMessage()));
        }
    }

    private static OriginalAuthentication authentication(WireReader reader) {
        return new OriginalAuthentication(
                kind(reader),
                instant(reader),
                new CertificateType(reader.uint8()),
                reader.vector24("certificates", r -> r.list(each -> each.opaque24("certificate", 0))),
                optional(reader, r -> SignatureScheme.of(r.uint16())),
                optional(reader, SessionCodec::instant),
                optional(reader, r -> new PskProof(r.opaque16("psk_identity", 1), r.opaque8("psk_check", 1))));
    }

    private static Kind kind(WireReader reader) {
        int code = reader.uint8();
        if (code >= KINDS.size()) {
            throw reader.error("unknown kind of authentication " + code);
        }
        return KINDS.get(code);
    }

    private static <T> void optional(WireWriter writer, Optional<T> value, BiConsumer<WireWriter, T> body) {
        writer.uint8(value.isPresent() ? 1 : 0);
        value.ifPresent(there -> body.accept(writer, there));
    }

    private static <T> Optional<T> optional(WireReader reader, Function<WireReader, T> body) {
        int flag = reader.uint8();
        if (flag > 1) {
            throw reader.error("present is 0 or 1, not " + flag);
        }
        return flag == 0 ? Optional.empty() : Optional.of(body.apply(reader));
    }

    private static void text(WireWriter writer, String text) {
        writer.opaque16(Bytes.ofUtf8(text));
    }

    private static String text(WireReader reader) {
        Bytes bytes = reader.opaque16("text", 0);
        String text = new String(bytes.toArray(), StandardCharsets.UTF_8);
        if (!Bytes.ofUtf8(text).equals(bytes)) {
            throw reader.error("not UTF-8");
        }
        return text;
    }

    private static void instant(WireWriter writer, Instant instant) {
        long milliseconds = instant.toEpochMilli();
        writer.uint32(milliseconds >>> 32).uint32(milliseconds & 0xffff_ffffL);
    }

    private static Instant instant(WireReader reader) {
        return Instant.ofEpochMilli(reader.uint32() << 32 | reader.uint32());
    }
}
