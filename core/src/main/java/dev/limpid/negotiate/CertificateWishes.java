// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.config.TlsConfig;
import dev.limpid.extension.CertificateAuthorities;
import dev.limpid.extension.CompressCertificate;
import dev.limpid.extension.Extension;
import dev.limpid.extension.OidFilters;
import dev.limpid.extension.SignedCertificateTimestamp;
import dev.limpid.extension.StatusRequest;
import dev.limpid.identity.CertificateCompressor;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/** What either side asks of the other's Certificate message, in ClientHello or in CertificateRequest. */
public final class CertificateWishes {
    private CertificateWishes() {}

    /** A client's. */
    static List<Extension> of(ClientConfig config) {
        List<Extension> wishes = common(config);
        if (config.requestStatus()) {
            wishes.add(new StatusRequest.OcspRequest(List.of(), Bytes.EMPTY));
        }
        if (config.sendAuthorities()) {
            //= R4.3.4-2
            addAuthorities(wishes, config.verifier().acceptedAuthorities());
        }
        wishes.addAll(CertificateTypes.offers(
                config.credentials().certificateTypes(), config.verifier().certificateTypes()));
        return wishes;
    }

    /** A server's. */
    public static List<Extension> of(ServerConfig config) {
        List<Extension> wishes = common(config);
        if (config.requestStatus()) {
            //= R4.5.1.1-4
            wishes.add(new StatusRequest.ServerRequest());
        }
        //= R4.3.4-3
        addAuthorities(wishes, config.clientVerifier().orElseThrow().acceptedAuthorities());
        if (!config.oidFilters().isEmpty()) {
            wishes.add(new OidFilters(config.oidFilters()));
        }
        return wishes;
    }

    private static List<Extension> common(TlsConfig config) {
        List<Extension> wishes = new ArrayList<>();
        if (!config.certificateCompression().isEmpty()) {
            wishes.add(new CompressCertificate(config.certificateCompression().stream()
                    .map(CertificateCompressor::algorithm)
                    .toList()));
        }
        if (config.requestTimestamps()) {
            wishes.add(new SignedCertificateTimestamp.Request());
        }
        return wishes;
    }

    private static void addAuthorities(List<Extension> wishes, List<Bytes> authorities) {
        if (!authorities.isEmpty()) {
            wishes.add(new CertificateAuthorities(authorities));
        }
    }
}
