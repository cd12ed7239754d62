// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.conformance.LabPki;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestCertificate;
import java.util.List;
import java.util.Optional;

/**
 * What a peer is told, as far as it can be told.
 *
 * @param certificate its own, if it has one
 * @param trusted its only trust anchor
 * @param serverName whom it connects to, as a client
 */
record PeerSettings(
        Optional<TestCertificate> certificate,
        TestCertificate trusted,
        List<CipherSuite> suites,
        List<NamedGroup> groups,
        List<SignatureScheme> schemes,
        List<String> alpn,
        ClientAuthentication clientAuthentication,
        String serverName) {
    /** Everything that {@code peer} has, without a certificate. */
    static PeerSettings of(EnginePeer peer) {
        return new PeerSettings(
                Optional.empty(),
                LabPki.ROOT,
                peer.suites(),
                peer.groups(),
                peer.schemes(),
                List.of(),
                ClientAuthentication.NONE,
                LabPki.NAME.text());
    }

    PeerSettings certificate(TestCertificate own) {
        return new PeerSettings(
                Optional.of(own), trusted, suites, groups, schemes, alpn, clientAuthentication, serverName);
    }

    PeerSettings trusted(TestCertificate anchor) {
        return new PeerSettings(certificate, anchor, suites, groups, schemes, alpn, clientAuthentication, serverName);
    }

    PeerSettings suites(List<CipherSuite> only) {
        return new PeerSettings(certificate, trusted, only, groups, schemes, alpn, clientAuthentication, serverName);
    }

    PeerSettings groups(List<NamedGroup> only) {
        return new PeerSettings(certificate, trusted, suites, only, schemes, alpn, clientAuthentication, serverName);
    }

    PeerSettings schemes(List<SignatureScheme> only) {
        return new PeerSettings(certificate, trusted, suites, groups, only, alpn, clientAuthentication, serverName);
    }

    PeerSettings alpn(String... protocols) {
        return new PeerSettings(
                certificate, trusted, suites, groups, schemes, List.of(protocols), clientAuthentication, serverName);
    }

    PeerSettings clientAuthentication(ClientAuthentication wanted) {
        return new PeerSettings(certificate, trusted, suites, groups, schemes, alpn, wanted, serverName);
    }

    PeerSettings serverName(String name) {
        return new PeerSettings(certificate, trusted, suites, groups, schemes, alpn, clientAuthentication, name);
    }
}
