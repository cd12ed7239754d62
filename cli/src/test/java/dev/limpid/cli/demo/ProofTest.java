// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProofTest {
    @Test
    void findsWhatIsThereAtEveryPlace() {
        byte[] wire = {1, 2, 3, 4, 5};
        assertThat(Proof.contains(wire, new byte[] {1, 2})).isTrue();
        assertThat(Proof.contains(wire, new byte[] {3})).isTrue();
        assertThat(Proof.contains(wire, new byte[] {4, 5})).isTrue();
        assertThat(Proof.contains(wire, wire)).isTrue();
        assertThat(Proof.contains(wire, new byte[] {5, 6})).isFalse();
        assertThat(Proof.contains(wire, new byte[] {2, 1})).isFalse();
        assertThat(Proof.contains(wire, new byte[6])).isFalse();
        assertThat(Proof.contains(wire, new byte[0])).isFalse();
    }

    @Test
    void clampsAsRfc7748Does() {
        byte[] ones = new byte[32];
        java.util.Arrays.fill(ones, (byte) 0xff);
        byte[] clamped = PrivateValue.clamped(ones);
        assertThat(clamped[0]).isEqualTo((byte) 0xf8);
        assertThat(clamped[31]).isEqualTo((byte) 0x7f);
        assertThat(PrivateValue.clamped(new byte[32])[31]).isEqualTo((byte) 0x40);
    }
}
