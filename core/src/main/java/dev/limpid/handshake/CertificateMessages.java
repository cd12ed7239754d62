// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.TlsConfig;
import dev.limpid.extension.CompressCertificate;
import dev.limpid.extension.Extensions;
import dev.limpid.identity.CertificateCompressor;
import dev.limpid.identity.Credential;
import dev.limpid.message.Certificate;
import dev.limpid.message.CompressedCertificate;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Choice.Rejected;
import dev.limpid.observe.Choice.Subject;
import dev.limpid.observe.Event;
import dev.limpid.observe.Recorder;
import dev.limpid.registry.CertificateCompression;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Certificate messages on their way (section 4.5.1): compressed where both sides want that (RFC 8879), otherwise as they are. */
public final class CertificateMessages {
    private CertificateMessages() {}

    /**
     * The certificate that came, decompressed if it had to be.
     *
     * @param state where it came
     * @throws ViolationException if it is another message, or cannot be decompressed
     */
    public static Certificate read(Received received, State state, TlsConfig config, Recorder recorder) {
        return switch (received.message()) {
            case Certificate certificate -> certificate;
            case CompressedCertificate compressed
            when !config.certificateCompression().isEmpty() -> decompress(compressed, config, recorder);
            default -> throw received.unexpected(state);
        };
    }

    /**
     * {@code certificate} as it is to be sent.
     *
     * @param wanted the extensions of the ClientHello or CertificateRequest that it answers
     */
    public static HandshakeMessage toSend(
            Certificate certificate, Credential credential, Extensions wanted, TlsConfig config, Recorder recorder) {
        List<CertificateCompression> offered = wanted.find(CompressCertificate.class)
                .map(CompressCertificate::algorithms)
                .orElse(List.of());
        List<CertificateCompressor> ours = config.certificateCompression();
        if (offered.isEmpty() || ours.isEmpty()) {
            return certificate;
        }
        List<Rejected> rejected = new ArrayList<>();
        for (CertificateCompressor compressor : ours) {
            String name = compressor.algorithm().toString();
            if (!offered.contains(compressor.algorithm())) {
                rejected.add(new Rejected(name, "not offered"));
                continue;
            }
            CompressedCertificate compressed = compress(certificate, credential, compressor);
            int length = compressed.body().length();
            if (length < compressed.uncompressedLength()) {
                String reason = length + " bytes instead of " + compressed.uncompressedLength();
                recorder.record(new Event.Chosen(new Choice(Subject.CERTIFICATE_COMPRESSION, name, reason, rejected)));
                recorder.record(new Event.CertificateUncompressed(recorder.role(), compressed, certificate));
                return compressed;
            }
            rejected.add(new Rejected(name, "saves nothing"));
        }
        recorder.record(
                new Event.Chosen(new Choice(Subject.CERTIFICATE_COMPRESSION, "", "no algorithm helps", rejected)));
        return certificate;
    }

    private static CompressedCertificate compress(
            Certificate certificate, Credential credential, CertificateCompressor compressor) {
        Bytes body = certificate.body();
        // A request's context never comes again, so there is no use in keeping what has one
        Bytes compressed = certificate.certificateRequestContext().isEmpty()
                ? credential.compress(compressor, body)
                : compressor.compress(body);
        return new CompressedCertificate(compressor.algorithm(), body.length(), compressed);
    }

    private static Certificate decompress(CompressedCertificate compressed, TlsConfig config, Recorder recorder) {
        CertificateCompressor compressor = config.certificateCompression().stream()
                .filter(each -> each.algorithm().equals(compressed.algorithm()))
                .findFirst()
                .orElseThrow(() -> new ViolationException(
                        Violation.COMPRESSION_NOT_OFFERED,
                        compressed.algorithm().toString()));
        int length = compressed.uncompressedLength();
        int limit = config.limits().messageLength();
        // RFC 8879 section 5: the same limit as without compression, and before anything is allocated
        if (length > limit) {
            throw new ViolationException(
                    Violation.COMPRESSED_CERTIFICATE_TOO_LARGE, length + " bytes, at most " + limit);
        }
        Bytes body = compressor.decompress(compressed.compressedCertificateMessage(), length);
        if (body.length() != length) {
            throw new ViolationException(
                    Violation.BAD_COMPRESSED_CERTIFICATE, body.length() + " bytes, " + length + " were claimed");
        }
        Certificate certificate = (Certificate) HandshakeCodec.decode(HandshakeType.CERTIFICATE, body);
        recorder.record(new Event.CertificateUncompressed(recorder.role().peer(), compressed, certificate));
        return certificate;
    }
}
