// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testkit.Lab;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** By what sessions that began with raw public keys are resumed; the handshakes themselves are in CertificateExtensionsTest. */
class RawKeyVerifierTest {
    private static final TestCertificate OTHER = Lab.ROOT.leaf("other.lab").issue();
    private static final RawKeyVerifier SHOP = RawKeyVerifier.accepting(List.of(Lab.SHOP.rawKey()));

    @Test
    void goesByItsKeysInWhateverOrder() {
        RawKeyVerifier both = RawKeyVerifier.accepting(List.of(Lab.SHOP.rawKey(), OTHER.rawKey()));
        RawKeyVerifier sameInOtherOrder = RawKeyVerifier.accepting(List.of(OTHER.rawKey(), Lab.SHOP.rawKey()));
        assertThat(both.basis()).isPresent().isEqualTo(sameInOtherOrder.basis());
    }

    @Test
    void goesByAllThatItAccepts() {
        Set<Bytes> bases = Set.of(
                SHOP.basis().orElseThrow(),
                RawKeyVerifier.accepting(List.of(OTHER.rawKey())).basis().orElseThrow(),
                SHOP.with(new AlgorithmPolicy(AlgorithmPolicy.DEFAULT.hashes(), 3072, 4096))
                        .basis()
                        .orElseThrow(),
                SHOP.or(Lab.verifier()).basis().orElseThrow(),
                Lab.verifier().basis().orElseThrow(),
                DangerouslyUnverified.wrap(SHOP).basis().orElseThrow());
        assertThat(bases).hasSize(6);
    }

    @Test
    void cannotSayWhatItGoesByWhereItsVerifierOfCertificatesCannot() {
        PeerVerifier silent = claim -> Lab.verifier().verify(claim);
        assertThat(SHOP.or(silent).basis()).isEmpty();
    }
}
