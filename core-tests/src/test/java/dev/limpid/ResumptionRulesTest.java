// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static dev.limpid.ResumptionTest.facts;
import static dev.limpid.ResumptionTest.missed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.Violation;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.identity.TrustAnchors;
import dev.limpid.testkit.Acquaintance;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.testkit.TestPki;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session holds only where its peer would be let in again: under the same rules, by the same proof (section 4.7.1). */
class ResumptionRulesTest {
    private static final String RULES_CHANGED = "this server's rules about whom it lets in have changed since";
    private static final TestCertificate CA = TestPki.root("CA A").issue();
    private static final TestCertificate OTHER_CA = TestPki.root("CA B").issue();
    private static final TestCertificate USER = CA.leaf("user.a").issue();

    private final Acquaintance lab = Acquaintance.inTheLab();

    @Test
    void anotherVerifierOfClientsTakesNoSessionOfTheFirstHoweverItWasSet() {
        lab.client().credentials(Credentials.of(USER.credential()));
        lab.server().clientAuthentication(ClientAuthentication.NEED, trusting(CA));
        lab.pair().handshake();
        lab.server().clientVerifier(trusting(OTHER_CA));
        Pair pair = lab.pair().run();
        assertThat(missed(pair.server())).containsExactly(RULES_CHANGED);
        assertThat(pair.server().failure().orElseThrow().violation()).contains(Violation.CERTIFICATE_UNKNOWN_CA);
    }

    @Test
    void aVerifierThatSaysNothingOfItselfIsKnownByItsObjectAlone() {
        PeerVerifier silent = silent();
        lab.client().credentials(Credentials.of(USER.credential()));
        lab.server().clientAuthentication(ClientAuthentication.NEED, silent);
        lab.pair().handshake();
        lab.server().clientAuthentication(ClientAuthentication.NEED, silent);
        assertThat(facts(lab.pair().handshake().server()).resumed()).isTrue();
        lab.server().clientVerifier(silent());
        Pair pair = lab.pair().handshake();
        assertThat(missed(pair.server())).containsExactly(RULES_CHANGED);
        assertThat(facts(pair.server()).resumed()).isFalse();
    }

    /** Judges as {@link #CA} does, and does not say so. */
    private static PeerVerifier silent() {
        PeerVerifier judge = trusting(CA);
        return claim -> judge.verify(claim);
    }

    private static PkixVerifier trusting(TestCertificate ca) {
        return PkixVerifier.trusting(TrustAnchors.of("one CA", List.of(ca.certificate())));
    }
}
