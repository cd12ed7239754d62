// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import dev.limpid.observe.Side;
import dev.limpid.registry.CertificateType;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.wire.Bytes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Claims of servers and clients, judged at one fixed time. */
final class Claims {
    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private Claims() {}

    static PeerCertificates server(String expectedName, List<Bytes> chain) {
        return new PeerCertificates(
                Side.SERVER,
                Optional.of(ServerName.of(expectedName)),
                CertificateType.X509,
                chain,
                Stapled.NOTHING,
                List.of(),
                NOW);
    }

    static PeerCertificates server(String expectedName, TestCertificate... chain) {
        return server(
                expectedName, Arrays.stream(chain).map(TestCertificate::der).toList());
    }

    static PeerCertificates client(List<Bytes> chain) {
        return new PeerCertificates(
                Side.CLIENT, Optional.empty(), CertificateType.X509, chain, Stapled.NOTHING, List.of(), NOW);
    }

    static PkixVerifier trusting(TestCertificate... anchors) {
        return PkixVerifier.trusting(TrustAnchors.of(
                "root.pem",
                Arrays.stream(anchors).map(TestCertificate::certificate).toList()));
    }

    static TrustAnchors anchors(TestCertificate... anchors) {
        return TrustAnchors.of(
                "root.pem",
                Arrays.stream(anchors).map(TestCertificate::certificate).toList());
    }
}
