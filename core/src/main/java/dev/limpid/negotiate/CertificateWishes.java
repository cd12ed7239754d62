// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import dev.limpid.config.TlsConfig;
import dev.limpid.extension.CompressCertificate;
import dev.limpid.extension.Extension;
import dev.limpid.identity.CertificateCompressor;
import java.util.Optional;

/** What either side asks of the other's Certificate message: the same in ClientHello and in CertificateRequest. */
public final class CertificateWishes {
    private CertificateWishes() {}

    /** How it may be compressed (RFC 8879). */
    public static Optional<Extension> ofCompression(TlsConfig config) {
        return config.certificateCompression().isEmpty()
                ? Optional.empty()
                : Optional.of(new CompressCertificate(config.certificateCompression().stream()
                        .map(CertificateCompressor::algorithm)
                        .toList()));
    }
}
