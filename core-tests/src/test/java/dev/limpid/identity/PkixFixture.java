// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import static dev.limpid.identity.Claims.server;
import static dev.limpid.identity.Claims.trusting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestCertificateSpec;
import dev.limpid.testkit.TestPki;

/** A small PKI and a verifier that trusts it, for each test anew. */
abstract class PkixFixture {
    final TestCertificate root = TestPki.root("Lab Root CA").issue();
    final TestCertificate intermediate = root.ca("Lab Intermediate CA").issue();
    final PkixVerifier verifier = trusting(root);

    TestCertificateSpec shop() {
        return intermediate.leaf("shop.lab");
    }

    PeerVerdict verify(TestCertificate... chain) {
        return verifier.verify(server("shop.lab", chain));
    }

    static Violation violation(PeerVerdict verdict) {
        assertThat(verdict).isInstanceOf(RejectedPeer.class);
        return ((RejectedPeer) verdict).violation();
    }

    static Check.Outcome outcome(PeerVerdict verdict, Check.Kind kind) {
        return verdict.facts().checks().stream()
                .filter(check -> check.kind() == kind)
                .map(Check::outcome)
                .findFirst()
                .orElseThrow();
    }
}
