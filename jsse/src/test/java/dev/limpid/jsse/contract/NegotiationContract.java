// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testkit.TestKey;
import java.nio.ByteBuffer;
import java.security.interfaces.ECPublicKey;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link SSLParameters}: what is chosen by them in the handshake. */
abstract class NegotiationContract extends Contract {
    NegotiationContract(Subject subject) {
        super(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"})
    void theOnlySuiteIsTaken(String suite) throws Exception {
        Consumer<SSLParameters> only = parameters -> parameters.setCipherSuites(new String[] {suite});
        for (EnginePair pair : new EnginePair[] {subject.pair(only, DEFAULT), subject.pair(DEFAULT, only)}) {
            pair.handshake().exchange();
            assertThat(pair.client().engine().getSession().getCipherSuite()).isEqualTo(suite);
            assertThat(pair.server().engine().getSession().getCipherSuite()).isEqualTo(suite);
        }
    }

    @Test
    void noCommonSuiteEndsTheHandshake() throws Exception {
        EnginePair pair = subject.pair(
                parameters -> parameters.setCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"}),
                parameters -> parameters.setCipherSuites(new String[] {"TLS_AES_256_GCM_SHA384"}));
        fails(pair.attempt(), "handshake_failure");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theServersOrderOfSuitesCountsIfItWantsThat(boolean serversOrder) throws Exception {
        EnginePair pair = subject.pair(
                parameters ->
                        parameters.setCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"}),
                parameters -> {
                    parameters.setCipherSuites(new String[] {"TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"});
                    parameters.setUseCipherSuitesOrder(serversOrder);
                });
        pair.handshake();
        assertThat(pair.client().engine().getSession().getCipherSuite())
                .isEqualTo(serversOrder ? "TLS_AES_256_GCM_SHA384" : "TLS_AES_128_GCM_SHA256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x25519", "secp256r1", "secp384r1", "secp521r1", "x448", "ffdhe2048"})
    void theOnlyGroupIsTaken(String group) throws Exception {
        Consumer<SSLParameters> only = parameters -> parameters.setNamedGroups(new String[] {group});
        // P-256 certificates name their curve only in the scheme, so any group will do
        subject.pair(only, only).handshake().exchange();
        // A share of another group goes out first, so the server has to ask for this one
        String other = group.equals("x25519") ? "secp256r1" : "x25519";
        subject.pair(parameters -> parameters.setNamedGroups(new String[] {other, group}), only)
                .handshake()
                .exchange();
    }

    @Test
    void noCommonGroupEndsTheHandshake() throws Exception {
        EnginePair pair = subject.pair(
                parameters -> parameters.setNamedGroups(new String[] {"x25519"}),
                parameters -> parameters.setNamedGroups(new String[] {"secp384r1"}));
        pair.attempt();
        assertThat(pair.client().failure()).isPresent();
        assertThat(pair.server().failure()).isPresent();
    }

    @Test
    void groupsThatNobodyKnowsAreLeftOut() throws Exception {
        subject.pair(parameters -> parameters.setNamedGroups(new String[] {"no_such_group", "secp256r1"}), DEFAULT)
                .handshake()
                .exchange();
    }

    @ParameterizedTest
    @EnumSource(
            value = TestKey.class,
            names = {"P256", "P384", "P521", "RSA_2048", "RSA_3072", "RSA_PSS_2048", "ED25519", "ED448"})
    void anyKindOfKeyProvesTheServer(TestKey key) throws Exception {
        EnginePair pair = EnginePair.of(subject.visitor(), subject.context(Papers.shopWith(key)));
        pair.handshake().exchange();
        assertThat(pair.client().engine().getSession().getPeerCertificates()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = TestKey.class,
            names = {"P256", "P521", "RSA_2048", "RSA_PSS_2048", "ED25519"})
    void anyKindOfKeyProvesTheClient(TestKey key) throws Exception {
        EnginePair pair = new EnginePair(
                Subject.client(subject.context(Papers.shopWith(key))),
                Subject.server(subject.shop(), parameters -> parameters.setNeedClientAuth(true)));
        pair.handshake().exchange();
        assertThat(pair.server().engine().getSession().getPeerCertificates()).hasSize(1);
    }

    @Test
    void theServerProvesItselfByAKeyThatTheClientsSchemesAllow() throws Exception {
        SSLEngine client = Subject.client(
                subject.visitor(),
                Subject.HOST,
                parameters -> parameters.setSignatureSchemes(new String[] {"ecdsa_secp256r1_sha256"}));
        EnginePair pair = new EnginePair(
                client,
                Subject.server(subject.context(
                        Papers.shopWith(TestKey.RSA_2048),
                        Papers.shopWith(TestKey.ED25519),
                        Papers.shopWith(TestKey.P256),
                        Papers.shopWith(TestKey.P384))));
        pair.handshake().exchange();
        assertThat(((ECPublicKey) client.getSession().getPeerCertificates()[0].getPublicKey())
                        .getParams()
                        .getOrder()
                        .bitLength())
                .isEqualTo(256);
    }

    @Test
    void noCommonSchemeEndsTheHandshake() throws Exception {
        EnginePair pair = subject.pair(
                parameters -> parameters.setSignatureSchemes(new String[] {"rsa_pss_rsae_sha256"}), DEFAULT);
        fails(pair.attempt(), "handshake_failure");
    }

    @Test
    void constraintsForbidASuite() throws Exception {
        EnginePair pair = subject.pair(
                parameters -> parameters.setAlgorithmConstraints(new Without("TLS_AES_256_GCM_SHA384")), DEFAULT);
        pair.handshake().exchange();
        assertThat(pair.client().engine().getSession().getCipherSuite()).isNotEqualTo("TLS_AES_256_GCM_SHA384");
    }

    @Test
    void constraintsForbidTheKeyOfTheServer() throws Exception {
        EnginePair pair = subject.pair(parameters -> parameters.setAlgorithmConstraints(new Without("EC")), DEFAULT);
        pair.attempt();
        assertThat(pair.client().failure().isPresent()
                        && pair.server().failure().isPresent())
                .isTrue();
    }

    @Test
    void packetsAreNoLargerThanTheMaximum() throws Exception {
        EnginePair pair = subject.pair(parameters -> parameters.setMaximumPacketSize(2_000), DEFAULT);
        pair.handshake();
        pair.exchange();
        byte[] data = Text.ofLength(100_000);
        ByteBuffer source = ByteBuffer.wrap(data);
        while (source.hasRemaining()) {
            assertThat(pair.client().wrap(source).bytesProduced()).isBetween(1, 2_000);
        }
        assertThat(pair.run().server().received()).isEqualTo(data);
    }

    private static void fails(EnginePair pair, String alert) {
        assertThat(pair.server().failure()).as("server").isPresent();
        assertThat(pair.client().failure())
                .as("client")
                .get()
                .satisfies(failure -> assertThat(failure).hasMessageContaining(alert));
    }
}
