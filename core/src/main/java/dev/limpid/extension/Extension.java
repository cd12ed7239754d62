// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.Bytes;

/**
 * An extension (RFC 9846 section 4.3): a request, its answer, or an indication. Each has one file, with a record for every
 * form it takes; a form belongs to the messages that {@link ExtensionTable} names. Values only: whether they may be said now is
 * decided in negotiation. Immutable; {@code toString} shows a peer's bytes as hexadecimal.
 */
public sealed interface Extension
        permits ServerNameList,
                MaxFragmentLength,
                StatusRequest,
                SupportedGroups,
                SignatureAlgorithms,
                ApplicationLayerProtocolNegotiation,
                SignedCertificateTimestamp,
                ClientCertificateType,
                ServerCertificateType,
                Padding,
                CompressCertificate,
                RecordSizeLimit,
                PreSharedKey,
                EarlyData,
                SupportedVersions,
                Cookie,
                PskKeyExchangeModes,
                CertificateAuthorities,
                OidFilters,
                PostHandshakeAuth,
                SignatureAlgorithmsCert,
                KeyShare,
                TicketRequest,
                Unknown {
    /** The {@code extension_type}. */
    ExtensionType type();

    /**
     * The {@code extension_data}, encoded.
     *
     * @throws IllegalArgumentException if a value is too long for its field
     */
    Bytes body();
}
