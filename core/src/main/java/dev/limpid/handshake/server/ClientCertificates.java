// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ServerConfig;
import dev.limpid.handshake.CertificateMessages;
import dev.limpid.identity.OidFilterMatch;
import dev.limpid.identity.PeerCertificates;
import dev.limpid.message.Certificate;
import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateType;
import java.util.Optional;

/** The client's Certificate, in the handshake or after it (section 4.5.1): its form, and what it claims. */
final class ClientCertificates {
    private ClientCertificates() {}

    /** @throws ViolationException if it is not an answer to {@code demand}, or not one that was asked for */
    static void check(Certificate certificate, CertificateDemand demand, ServerConfig config) {
        if (!certificate.certificateRequestContext().equals(demand.request().certificateRequestContext())) {
            throw new ViolationException(Violation.BAD_CERTIFICATE_REQUEST_CONTEXT, "not that of the request");
        }
        //= R4.5.1-7
        CertificateMessages.check(certificate, demand.type(), demand.request().extensions());
        //= R4.3.5-5
        if (!certificate.certificateList().isEmpty()) {
            OidFilterMatch.lacking(certificate.certificateList().getFirst().data(), config.oidFilters())
                    .ifPresent(lacking -> {
                        throw new ViolationException(Violation.CERTIFICATE_AGAINST_FILTERS, lacking);
                    });
        }
    }

    static PeerCertificates claim(Certificate certificate, CertificateType type, ServerConfig config) {
        return CertificateMessages.claim(certificate, Side.CLIENT, Optional.empty(), type, config);
    }
}
