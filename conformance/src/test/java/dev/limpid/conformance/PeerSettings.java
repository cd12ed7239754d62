// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance;

import dev.limpid.config.ClientAuthentication;
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
public record PeerSettings(
        Optional<TestCertificate> certificate,
        TestCertificate trusted,
        List<CipherSuite> suites,
        List<NamedGroup> groups,
        List<SignatureScheme> schemes,
        List<String> alpn,
        ClientAuthentication clientAuthentication,
        String serverName) {
    /** Without a certificate, but with everything else that both sides have. */
    public static PeerSettings of(List<CipherSuite> suites, List<NamedGroup> groups, List<SignatureScheme> schemes) {
        return new PeerSettings(
                Optional.empty(),
                LabPki.ROOT,
                suites,
                groups,
                schemes,
                List.of(),
                ClientAuthentication.NONE,
                LabPki.NAME.text());
    }

    /** These with a certificate of its own. */
    public PeerSettings certificate(TestCertificate own) {
        return new PeerSettings(
                Optional.of(own), trusted, suites, groups, schemes, alpn, clientAuthentication, serverName);
    }

    /** These with another trust anchor. */
    public PeerSettings trusted(TestCertificate anchor) {
        return new PeerSettings(certificate, anchor, suites, groups, schemes, alpn, clientAuthentication, serverName);
    }

    /** These with other suites. */
    public PeerSettings suites(List<CipherSuite> only) {
        return new PeerSettings(certificate, trusted, only, groups, schemes, alpn, clientAuthentication, serverName);
    }

    /** These with other groups. */
    public PeerSettings groups(List<NamedGroup> only) {
        return new PeerSettings(certificate, trusted, suites, only, schemes, alpn, clientAuthentication, serverName);
    }

    /** These with other signature schemes. */
    public PeerSettings schemes(List<SignatureScheme> only) {
        return new PeerSettings(certificate, trusted, suites, groups, only, alpn, clientAuthentication, serverName);
    }

    /** These with application protocols. */
    public PeerSettings alpn(String... protocols) {
        return new PeerSettings(
                certificate, trusted, suites, groups, schemes, List.of(protocols), clientAuthentication, serverName);
    }

    /** These as a server that asks for a certificate. */
    public PeerSettings clientAuthentication(ClientAuthentication wanted) {
        return new PeerSettings(certificate, trusted, suites, groups, schemes, alpn, wanted, serverName);
    }

    /** These for another server. */
    public PeerSettings serverName(String name) {
        return new PeerSettings(certificate, trusted, suites, groups, schemes, alpn, clientAuthentication, name);
    }
}
