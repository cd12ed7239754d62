// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.identity.Credentials;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.TestKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each signature scheme in a handshake in which both sides sign with it. */
class SignatureSchemeTest {
    private static final Map<SignatureScheme, TestKey> KEYS = Map.ofEntries(
            Map.entry(SignatureScheme.ECDSA_SECP256R1_SHA256, TestKey.P256),
            Map.entry(SignatureScheme.ECDSA_SECP384R1_SHA384, TestKey.P384),
            Map.entry(SignatureScheme.ECDSA_SECP521R1_SHA512, TestKey.P521),
            Map.entry(SignatureScheme.RSA_PSS_RSAE_SHA256, TestKey.RSA_2048),
            Map.entry(SignatureScheme.RSA_PSS_RSAE_SHA384, TestKey.RSA_2048),
            Map.entry(SignatureScheme.RSA_PSS_RSAE_SHA512, TestKey.RSA_2048),
            Map.entry(SignatureScheme.RSA_PSS_PSS_SHA256, TestKey.RSA_PSS_2048),
            Map.entry(SignatureScheme.RSA_PSS_PSS_SHA384, TestKey.RSA_PSS_2048),
            Map.entry(SignatureScheme.RSA_PSS_PSS_SHA512, TestKey.RSA_PSS_2048),
            Map.entry(SignatureScheme.ED25519, TestKey.ED25519),
            Map.entry(SignatureScheme.ED448, TestKey.ED448),
            Map.entry(SignatureScheme.MLDSA44, TestKey.MLDSA44),
            Map.entry(SignatureScheme.MLDSA65, TestKey.MLDSA65),
            Map.entry(SignatureScheme.MLDSA87, TestKey.MLDSA87));

    static Stream<SignatureScheme> schemes() {
        return Lab.CRYPTO.signatureSchemes().stream();
    }

    @Test
    void noSchemeIsForgotten() {
        assertThat(schemes()).containsExactlyInAnyOrderElementsOf(KEYS.keySet());
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void bothSidesSignWithIt(SignatureScheme scheme) {
        //= R4.3.3-1
        TestKey key = KEYS.get(scheme);
        // the scheme of the certificates' issuer goes with it: signature_algorithms is about certificates as well
        Set<SignatureScheme> offered = new LinkedHashSet<>(List.of(scheme));
        offered.add(SignatureScheme.ECDSA_SECP256R1_SHA256);
        List<Event> events = new ArrayList<>();
        Pair pair = new Pair(
                        Lab.client()
                                .signatureSchemes(List.copyOf(offered))
                                .credentials(Credentials.of(Lab.ROOT
                                        .leaf("client.lab")
                                        .key(key)
                                        .issue()
                                        .credential()))
                                .build(),
                        Lab.server()
                                .signatureSchemes(List.copyOf(offered))
                                .credentials(Credentials.of(Lab.INTERMEDIATE
                                        .leaf("shop.lab")
                                        .key(key)
                                        .issue()
                                        .credential()))
                                .clientAuthentication(ClientAuthentication.NEED, Lab.verifier())
                                .build(),
                        Lab.NAME,
                        (nanos, event) -> events.add(event),
                        (nanos, event) -> events.add(event))
                .handshake();

        assertThat(pair.client().isEstablished()).isTrue();
        assertThat(events.stream()
                        .filter(event -> event instanceof Event.SignatureChecked)
                        .toList())
                .containsExactlyInAnyOrder(
                        new Event.SignatureChecked(Side.SERVER, scheme),
                        new Event.SignatureChecked(Side.CLIENT, scheme));
    }
}
