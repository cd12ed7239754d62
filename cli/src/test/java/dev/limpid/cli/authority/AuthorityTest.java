// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.5Z");

    private final Authority authority = Authority.fresh("Limpid Test", NOW);

    @Test
    void issuesAChainThatJavasOwnValidatorAccepts() throws Exception {
        Issued issued = authority.issue(Leaf.server(List.of("shop.example", "127.0.0.1", "::1")));

        validate(issued, NOW);

        X509Certificate leaf = issued.chain().getFirst();
        assertThat(leaf.getSubjectAlternativeNames().stream().map(n -> n.get(1)).toList())
                .isEqualTo(List.of("shop.example", "127.0.0.1", "0:0:0:0:0:0:0:1"));
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(issued.toString()).contains("shop.example");
    }

    @Test
    void issuesWhatIsNotValidNow() {
        Leaf leaf = Leaf.server(List.of("shop.example"));
        assertThatThrownBy(() -> validate(authority.issue(leaf.expired()), NOW))
                .isInstanceOf(CertPathValidatorException.class);
        assertThatThrownBy(() -> validate(authority.issue(leaf.notYetValid()), NOW))
                .isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void leavesTheIntermediateOut() {
        Issued issued = authority.issue(Leaf.server(List.of("shop.example"))).withoutIntermediate();
        assertThat(issued.chain()).hasSize(1);
        assertThatThrownBy(() -> validate(issued, NOW)).isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void writesPemThatJavaReads() throws Exception {
        String pem = Pem.of(authority.root());
        assertThat(pem.lines()).allMatch(line -> line.length() <= 64);
        assertThat(CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(authority.root());
    }

    private void validate(Issued issued, Instant when) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority.root(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(when));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(issued.chain()), parameters);
    }
}
