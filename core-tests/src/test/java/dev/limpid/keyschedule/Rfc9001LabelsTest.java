// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.keyschedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.crypto.Hkdf;
import dev.limpid.observe.Recorder;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.testkit.Lab;
import dev.limpid.wire.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HKDF-Expand-Label with other labels than TLS has: the vectors of QUIC (RFC 9001 appendix A). */
class Rfc9001LabelsTest {
    private static final Bytes CLIENT = Bytes.ofHex("c00cf151ca5be075ed0ebfb5c80323c42d6b7db67881289af4008f1f6c357aea");
    private static final Bytes SERVER = Bytes.ofHex("3c199828fd139efd216c155ad844cc81fb82fa8d7446fa7d78be803acdda951b");

    @ParameterizedTest
    @CsvSource({
        "client in, 32, 00200f746c73313320636c69656e7420696e00",
        "server in, 32, 00200f746c7331332073657276657220696e00",
        "quic key,  16, 00100e746c7331332071756963206b657900",
        "quic iv,   12, 000c0d746c733133207175696320697600",
        "quic hp,   16, 00100d746c733133207175696320687000"
    })
    void writesTheLabelsAsAppendixA1Does(String label, int length, String expected) {
        assertThat(Derivation.hkdfLabel(label, Bytes.EMPTY, length)).isEqualTo(Bytes.ofHex(expected));
    }

    @Test
    void derivesTheInitialSecretsOfAppendixA1() {
        Hkdf hkdf = Lab.CRYPTO.hkdf(HashAlgorithm.SHA256);
        byte[] initial = hkdf.extract(
                Bytes.ofHex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a").toArray(),
                Bytes.ofHex("8394c8f03e515708").toArray());

        assertThat(Bytes.of(initial))
                .isEqualTo(Bytes.ofHex("7db5df06e7a69e432496adedb00851923595221596ae2ae9fb8115c1e9ed0a44"));
        assertThat(expand(Bytes.of(initial), "client in", 32)).isEqualTo(CLIENT);
        assertThat(expand(Bytes.of(initial), "server in", 32)).isEqualTo(SERVER);
    }

    @Test
    void derivesTheKeysOfAppendixA1() {
        assertThat(expand(CLIENT, "quic key", 16)).isEqualTo(Bytes.ofHex("1f369613dd76d5467730efcbe3b1a22d"));
        assertThat(expand(CLIENT, "quic iv", 12)).isEqualTo(Bytes.ofHex("fa044b2f42a3fd3b46fb255c"));
        assertThat(expand(CLIENT, "quic hp", 16)).isEqualTo(Bytes.ofHex("9f50449e04a0e810283a1e9933adedd2"));
        assertThat(expand(SERVER, "quic key", 16)).isEqualTo(Bytes.ofHex("cf3a5331653c364c88f0f379b6067e37"));
        assertThat(expand(SERVER, "quic iv", 12)).isEqualTo(Bytes.ofHex("0ac1493ca1905853b0bba03e"));
        assertThat(expand(SERVER, "quic hp", 16)).isEqualTo(Bytes.ofHex("c206b8d9b9f0f37644430b490eeaa314"));
    }

    @Test
    void derivesTheKeysOfAppendixA5() {
        Bytes secret = Bytes.ofHex("9ac312a7f877468ebe69422748ad00a15443f18203a07d6060f688f30f21632b");

        assertThat(expand(secret, "quic key", 32))
                .isEqualTo(Bytes.ofHex("c6d98ff3441c3fe1b2182094f69caa2ed4b716b65488960a7a984979fb23e1c8"));
        assertThat(expand(secret, "quic iv", 12)).isEqualTo(Bytes.ofHex("e0459b3474bdd0e44a41c144"));
        assertThat(expand(secret, "quic hp", 32))
                .isEqualTo(Bytes.ofHex("25a282b9e82f06f21f488917a4fc8f1b73573685608597d0efcb076b0ab7a7a4"));
        assertThat(expand(secret, "quic ku", 32))
                .isEqualTo(Bytes.ofHex("1223504755036d556342ee9361d253421a826c9ecdf3c7148684b36b714881f9"));
    }

    private static Bytes expand(Bytes secret, String label, int length) {
        Derivation derivation = new Derivation(Lab.CRYPTO, HashAlgorithm.SHA256, Recorder.none());
        return Bytes.wrap(derivation.expandLabel(secret.toArray(), label, Bytes.EMPTY, length));
    }
}
