// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.alert.Violation;
import dev.limpid.extension.Extensions;
import dev.limpid.identity.CertificateCompressor;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateEntry;
import dev.limpid.message.CompressedCertificate;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateCompression;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Compressed certificates (RFC 8879) that are not what they claim, for both sides. */
final class CompressionMisdeeds {
    private static final CertificateCompressor ZLIB = CertificateCompressor.zlib();

    private CompressionMisdeeds() {}

    static Stream<Misdeed> all() {
        return Stream.of(Side.values()).flatMap(victim -> against(victim).stream());
    }

    private static List<Misdeed> against(Side victim) {
        return List.of(
                change(
                        victim,
                        "is of an algorithm that was not offered",
                        Violation.COMPRESSION_NOT_OFFERED,
                        c -> new CompressedCertificate(
                                CertificateCompression.BROTLI,
                                c.uncompressedLength(),
                                c.compressedCertificateMessage())),
                change(
                        victim,
                        "claims 16 MiB",
                        Violation.COMPRESSED_CERTIFICATE_TOO_LARGE,
                        c -> zlib((1 << 24) - 1, c.compressedCertificateMessage())),
                change(
                        victim,
                        "claims one byte more than the limit for messages",
                        Violation.COMPRESSED_CERTIFICATE_TOO_LARGE,
                        c -> zlib(128 * 1024 + 1, c.compressedCertificateMessage())),
                change(
                        victim,
                        "claims a byte less",
                        Violation.BAD_COMPRESSED_CERTIFICATE,
                        c -> zlib(c.uncompressedLength() - 1, c.compressedCertificateMessage())),
                change(
                        victim,
                        "claims a byte more",
                        Violation.BAD_COMPRESSED_CERTIFICATE,
                        c -> zlib(c.uncompressedLength() + 1, c.compressedCertificateMessage())),
                change(
                        victim,
                        "claims nothing",
                        Violation.BAD_COMPRESSED_CERTIFICATE,
                        c -> zlib(0, c.compressedCertificateMessage())),
                change(
                        victim,
                        "is a bomb",
                        Violation.BAD_COMPRESSED_CERTIFICATE,
                        c -> zlib(c.uncompressedLength(), ZLIB.compress(Bytes.wrap(new byte[10 << 20])))),
                change(
                        victim,
                        "has a byte left over",
                        Violation.BAD_COMPRESSED_CERTIFICATE,
                        c -> zlib(
                                c.uncompressedLength(),
                                c.compressedCertificateMessage().then(Bytes.ofHex("00")))),
                change(
                        victim,
                        "ends early",
                        Violation.BAD_COMPRESSED_CERTIFICATE,
                        c -> zlib(
                                c.uncompressedLength(),
                                c.compressedCertificateMessage()
                                        .slice(
                                                0,
                                                c.compressedCertificateMessage().length() - 5))),
                change(
                        victim,
                        "lacks its checksum",
                        Violation.BAD_COMPRESSED_CERTIFICATE,
                        c -> zlib(
                                c.uncompressedLength(),
                                c.compressedCertificateMessage()
                                        .slice(
                                                0,
                                                c.compressedCertificateMessage().length() - 4))),
                change(
                        victim,
                        "is not zlib",
                        Violation.BAD_COMPRESSED_CERTIFICATE,
                        c -> zlib(c.uncompressedLength(), Bytes.ofHex("ff".repeat(40)))),
                change(
                        victim,
                        "holds no Certificate",
                        Violation.MALFORMED_MESSAGE,
                        c -> zlib(40, ZLIB.compress(Bytes.wrap(new byte[40])))),
                change(
                        victim,
                        "has a request context inside",
                        Violation.BAD_CERTIFICATE_REQUEST_CONTEXT,
                        c -> withContext(Bytes.ofHex("01"))));
    }

    private static Misdeed change(
            Side victim, String name, Violation violation, UnaryOperator<CompressedCertificate> change) {
        return Misdeed.changed(
                victim.peer() + "'s CompressedCertificate " + name,
                violation,
                () -> new Relay(
                        Scenario.CLIENT_ASKED.client().certificateCompression(List.of(ZLIB)),
                        Scenario.CLIENT_ASKED.server().certificateCompression(List.of(ZLIB))),
                victim,
                HandshakeType.COMPRESSED_CERTIFICATE,
                change);
    }

    private static CompressedCertificate withContext(Bytes context) {
        Certificate certificate =
                new Certificate(context, List.of(new CertificateEntry(Bytes.ofHex("3000"), Extensions.NONE)));
        return zlib(certificate.body().length(), ZLIB.compress(certificate.body()));
    }

    private static CompressedCertificate zlib(int length, Bytes compressed) {
        return new CompressedCertificate(CertificateCompression.ZLIB, length, compressed);
    }
}
