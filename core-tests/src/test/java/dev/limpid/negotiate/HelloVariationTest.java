// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.PreSharedKey;
import dev.limpid.extension.PskKeyExchangeModes;
import dev.limpid.extension.SignatureAlgorithms;
import dev.limpid.extension.SignatureAlgorithmsCert;
import dev.limpid.extension.SupportedGroups;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.message.ClientHello;
import dev.limpid.message.HandshakeCodec;
import dev.limpid.message.RawMessage;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.Grease;
import dev.limpid.registry.HandshakeType;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What chance may do to a ClientHello that offers a PSK, and what it may not. */
class HelloVariationTest {
    private static final PreSharedKey.ClientHello PSK = new PreSharedKey.ClientHello(
            List.of(new PreSharedKey.Identity(Bytes.ofUtf8("ticket"), 7)), List.of(Bytes.wrap(new byte[32])));

    private static final ClientHello HELLO = new ClientHello(
            ProtocolVersion.TLS12,
            Bytes.wrap(new byte[32]),
            Bytes.EMPTY,
            List.of(CipherSuite.TLS_AES_128_GCM_SHA256),
            ClientHello.NULL_COMPRESSION,
            Extensions.of(List.of(
                    new SupportedVersions.ClientHello(List.of(ProtocolVersion.TLS13)),
                    new SupportedGroups(List.of(NamedGroup.X25519)),
                    new KeyShare.ClientHello(List.of()),
                    new SignatureAlgorithms(List.of(SignatureScheme.ED25519)),
                    new SignatureAlgorithmsCert(List.of(SignatureScheme.ED25519, SignatureScheme.RSA_PKCS1_SHA256)),
                    new PskKeyExchangeModes(List.of(PskKeyExchangeMode.PSK_DHE_KE)),
                    PSK)));

    static Stream<HelloVariation> variations() {
        Random chance = new Random(8701);
        return IntStream.range(0, 200)
                .mapToObj(i -> new HelloVariation(
                        i % 3 == 0 ? Optional.empty() : Optional.of(random(chance, 8)),
                        i % 3 == 1 ? Optional.empty() : Optional.of(random(chance, 64))));
    }

    @ParameterizedTest
    @MethodSource("variations")
    void thePskStaysLastAndNothingIsLost(HelloVariation variation) {
        //= R4.3.11-15
        //= R4.3-8
        //= R4.3-9
        ClientHello varied = variation.of(HELLO);
        assertThat(varied.extensions().list().getLast()).isEqualTo(PSK);
        assertThat(varied.extensions().types())
                .doesNotHaveDuplicates()
                .containsAll(HELLO.extensions().types())
                .hasSize(HELLO.extensions().list().size() + (variation.grease().isPresent() ? 2 : 0));
        assertThat(HandshakeCodec.decode(new RawMessage(HandshakeType.CLIENT_HELLO, HandshakeCodec.encode(varied))))
                .isEqualTo(varied);
    }

    @ParameterizedTest
    @MethodSource("variations")
    void whatIsOfferedKeepsItsOrderBehindAValueThatMeansNothing(HelloVariation variation) {
        ClientHello varied = variation.of(HELLO);
        int more = variation.grease().isPresent() ? 1 : 0;
        List<PskKeyExchangeMode> modes = varied.extensions()
                .find(PskKeyExchangeModes.class)
                .orElseThrow()
                .keModes();
        assertThat(modes).hasSize(1 + more).endsWith(PskKeyExchangeMode.PSK_DHE_KE);
        assertThat(modes.subList(0, more)).allMatch(mode -> Grease.isPskMode(mode.code()));

        List<SignatureScheme> inCertificates = varied.extensions()
                .find(SignatureAlgorithmsCert.class)
                .orElseThrow()
                .supportedSignatureAlgorithms();
        assertThat(inCertificates)
                .hasSize(2 + more)
                .endsWith(SignatureScheme.ED25519, SignatureScheme.RSA_PKCS1_SHA256);
        assertThat(inCertificates.subList(0, more)).allMatch(scheme -> Grease.is(scheme.code()));
        assertThat(varied.extensions()
                        .find(KeyShare.ClientHello.class)
                        .orElseThrow()
                        .clientShares())
                .as("a client without shares wants to be asked for one")
                .isEmpty();
    }

    private static Bytes random(Random chance, int length) {
        byte[] random = new byte[length];
        chance.nextBytes(random);
        return Bytes.wrap(random);
    }
}
