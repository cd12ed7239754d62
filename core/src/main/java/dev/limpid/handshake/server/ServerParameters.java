// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.config.ServerConfig;
import dev.limpid.extension.ApplicationLayerProtocolNegotiation;
import dev.limpid.extension.EarlyData;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.ServerNameList;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SignatureAlgorithmsCert;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.negotiate.CertificateWishes;
import dev.limpid.negotiate.RecordSizeAgreement;
import dev.limpid.negotiate.ServerChoice;
import dev.limpid.negotiate.ServerGreasing;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/** The server's parameters that go under keys (section 4.4). */
final class ServerParameters {
    private ServerParameters() {}

    /** The answers to what the client asked, and nothing else (R4.3-5). */
    static EncryptedExtensions encryptedExtensions(
            ServerConfig config, Agreement agreement, RecordSizeAgreement sizes, List<Extension> typeAnswers) {
        ServerChoice choice = agreement.choice();
        List<Extension> extensions = new ArrayList<>();
        if (agreement.earlyData()) {
            extensions.add(new EarlyData.Indication());
        }
        TicketPlan.expected(config, agreement).ifPresent(extensions::add);
        // RFC 6066 section 3: not where a session is resumed
        if (choice.serverName().isPresent() && !agreement.isResumed()) {
            extensions.add(new ServerNameList.Acknowledgement());
        }
        choice.protocol()
                .ifPresent(name -> extensions.add(
                        new ApplicationLayerProtocolNegotiation.EncryptedExtensions(Bytes.ofUtf8(name))));
        sizes.answer().ifPresent(extensions::add);
        extensions.addAll(typeAnswers);
        return new EncryptedExtensions(Extensions.of(extensions));
    }

    static CertificateRequest certificateRequest(ServerConfig config) {
        return new CertificateRequest(Bytes.EMPTY, certificateWishes(config)); //= R4.4.2-4
    }

    /** What the server says about the client's certificate, in the handshake or after it. */
    static Extensions certificateWishes(ServerConfig config) {
        List<Extension> extensions = new ArrayList<>();
        //= R4.4.2-6
        extensions.add(new SignatureAlgorithms(config.signatureSchemes()));
        List<SignatureScheme> inCertificates = config.certificateSignatureSchemes();
        if (!inCertificates.equals(config.signatureSchemes())) {
            extensions.add(new SignatureAlgorithmsCert(inCertificates));
        }
        extensions.addAll(CertificateWishes.of(config));
        return ServerGreasing.of(config, Extensions.of(extensions));
    }
}
