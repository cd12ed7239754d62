// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.TlsConfig;
import dev.limpid.extension.CompressCertificate;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.SignedCertificateTimestamp;
import dev.limpid.extension.StatusRequest;
import dev.limpid.identity.CertificateCompressor;
import dev.limpid.identity.Credential;
import dev.limpid.identity.PeerCertificates;
import dev.limpid.identity.ServerName;
import dev.limpid.identity.Stapled;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateEntry;
import dev.limpid.message.CompressedCertificate;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.HandshakeMessage;
import dev.limpid.observe.Choice;
import dev.limpid.observe.Choice.Rejected;
import dev.limpid.observe.Choice.Subject;
import dev.limpid.observe.Event;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateCompression;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.HandshakeType;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
     * The form in which a received {@code certificate} must be, which a verifier takes for granted.
     *
     * @param type what was negotiated
     * @param asked the extensions of the ClientHello or CertificateRequest that it answers
     */
    public static void check(Certificate certificate, CertificateType type, Extensions asked) {
        for (CertificateEntry entry : certificate.certificateList()) {
            List<ExtensionType> unsolicited = entry.extensions().unsolicited(asked);
            if (!unsolicited.isEmpty()) {
                throw new ViolationException(Violation.UNSOLICITED_EXTENSION, unsolicited + " in Certificate");
            }
        }
        //= R4.5.1-13
        int entries = certificate.certificateList().size();
        if (type.equals(CertificateType.RAW_PUBLIC_KEY) && entries > 1) {
            throw new ViolationException(Violation.SEVERAL_RAW_PUBLIC_KEYS, entries + " entries");
        }
    }

    /** What {@code certificate}, which is not empty, claims about {@code peer}. */
    public static PeerCertificates claim(
            Certificate certificate,
            Side peer,
            Optional<ServerName> expectedName,
            CertificateType type,
            TlsConfig config) {
        Extensions stapled = certificate.certificateList().getFirst().extensions();
        return new PeerCertificates(
                peer,
                expectedName,
                type,
                certificate.certificateList().stream()
                        .map(CertificateEntry::data)
                        // They outlive the message
                        .map(Bytes::compact)
                        .toList(),
                new Stapled(
                        config.requestStatus(),
                        stapled.find(StatusRequest.OcspResponse.class)
                                .map(StatusRequest.OcspResponse::response)
                                .orElse(Bytes.EMPTY),
                        stapled.find(SignedCertificateTimestamp.Timestamps.class)
                                .map(SignedCertificateTimestamp.Timestamps::sctList)
                                .orElse(List.of())),
                config.certificateSignatureSchemes(),
                config.time().now());
    }

    /**
     * The message that shows {@code credential}.
     *
     * @param context of the CertificateRequest that it answers; empty in the main handshake
     * @param wanted the extensions of the ClientHello or CertificateRequest that it answers
     */
    public static HandshakeMessage toSend(
            Bytes context, Credential credential, Extensions wanted, TlsConfig config, Recorder recorder) {
        return compressed(certificate(context, credential, wanted), credential, wanted, config, recorder);
    }

    private static Certificate certificate(Bytes context, Credential credential, Extensions wanted) {
        List<CertificateEntry> entries = new ArrayList<>();
        for (Bytes certificate : credential.chain()) {
            //= R4.5.1-8
            entries.add(new CertificateEntry(
                    certificate, entries.isEmpty() ? stapled(credential, wanted) : Extensions.NONE));
        }
        return new Certificate(context, entries);
    }

    //= R4.5.1-6
    //= R4.5.1-7
    //= R4.5.1.1-1
    //= R4.5.1.1-5
    private static Extensions stapled(Credential credential, Extensions wanted) {
        List<Extension> stapled = new ArrayList<>();
        boolean status = wanted.find(StatusRequest.OcspRequest.class).isPresent()
                || wanted.find(StatusRequest.ServerRequest.class).isPresent();
        Bytes response = status ? credential.ocspResponse() : Bytes.EMPTY;
        if (!response.isEmpty()) {
            stapled.add(new StatusRequest.OcspResponse(response));
        }
        if (wanted.find(SignedCertificateTimestamp.Request.class).isPresent()
                && !credential.timestamps().isEmpty()) {
            stapled.add(new SignedCertificateTimestamp.Timestamps(credential.timestamps()));
        }
        return Extensions.of(stapled);
    }

    private static HandshakeMessage compressed(
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
            if (compressor.pays(length, compressed.uncompressedLength())) {
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
