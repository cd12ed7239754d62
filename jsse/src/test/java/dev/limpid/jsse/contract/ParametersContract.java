// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

/** {@link SSLParameters}: what goes in comes out, and wrong values are refused. */
abstract class ParametersContract extends Contract {
    private static final String[] SUITES = {"TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"};

    ParametersContract(Subject subject) {
        super(subject);
    }

    private SSLEngine engine() throws Exception {
        SSLEngine engine = subject.shop().createSSLEngine("shop.lab", 443);
        engine.setUseClientMode(true);
        return engine;
    }

    private SSLParameters roundTrip(Consumer<SSLParameters> change) throws Exception {
        SSLEngine engine = engine();
        SSLParameters parameters = engine.getSSLParameters();
        change.accept(parameters);
        engine.setSSLParameters(parameters);
        SSLParameters back = engine.getSSLParameters();
        assertThat(back).as("a copy").isNotSameAs(parameters);
        return back;
    }

    @Test
    void suitesAreSetByNameInOrder() throws Exception {
        SSLEngine engine = engine();
        engine.setEnabledCipherSuites(SUITES);
        assertThat(engine.getEnabledCipherSuites()).containsExactly(SUITES);
        assertThat(engine.getSSLParameters().getCipherSuites()).containsExactly(SUITES);
        assertThat(roundTrip(parameters -> parameters.setCipherSuites(SUITES)).getCipherSuites())
                .containsExactly(SUITES);
        assertThat(engine.getSupportedCipherSuites())
                .contains("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");
    }

    @Test
    void unknownSuitesAreRefused() throws Exception {
        SSLEngine engine = engine();
        String[] before = engine.getEnabledCipherSuites();
        for (String[] wrong : new String[][] {{"TLS_NO_SUCH_SUITE"}, {SUITES[0], "x"}, {""}, {null}}) {
            assertThatThrownBy(() -> engine.setEnabledCipherSuites(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> engine.setEnabledCipherSuites(null)).isInstanceOf(IllegalArgumentException.class);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setCipherSuites(new String[] {"TLS_NO_SUCH_SUITE"});
        assertThatThrownBy(() -> engine.setSSLParameters(parameters)).isInstanceOf(IllegalArgumentException.class);
        assertThat(engine.getEnabledCipherSuites()).containsExactly(before);
    }

    @Test
    void theArraysAreCopies() throws Exception {
        SSLEngine engine = engine();
        String[] suites = SUITES.clone();
        engine.setEnabledCipherSuites(suites);
        suites[0] = "changed";
        engine.getEnabledCipherSuites()[1] = "changed";
        engine.getSupportedCipherSuites()[0] = "changed";
        engine.getSupportedProtocols()[0] = "changed";
        assertThat(engine.getEnabledCipherSuites()).containsExactly(SUITES);
        assertThat(engine.getSupportedCipherSuites()).doesNotContain("changed");
        assertThat(engine.getSupportedProtocols()).doesNotContain("changed");
    }

    @Test
    void protocolsAreSetByName() throws Exception {
        SSLEngine engine = engine();
        assertThat(engine.getSupportedProtocols()).contains(Subject.TLS13);
        engine.setEnabledProtocols(new String[] {Subject.TLS13});
        assertThat(engine.getEnabledProtocols()).containsExactly(Subject.TLS13);
        assertThat(engine.getSSLParameters().getProtocols()).containsExactly(Subject.TLS13);
    }

    @Test
    void unknownProtocolsAreRefused() throws Exception {
        SSLEngine engine = engine();
        for (String[] wrong : new String[][] {{"TLSv9"}, {Subject.TLS13, "SSLv1"}, {""}, {null}}) {
            assertThatThrownBy(() -> engine.setEnabledProtocols(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> engine.setEnabledProtocols(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNotSetDoesNotChangeSuitesAndProtocols() throws Exception {
        SSLEngine engine = engine();
        engine.setEnabledCipherSuites(SUITES);
        engine.setEnabledProtocols(new String[] {Subject.TLS13});
        engine.setSSLParameters(new SSLParameters());
        assertThat(engine.getEnabledCipherSuites()).containsExactly(SUITES);
        assertThat(engine.getEnabledProtocols()).containsExactly(Subject.TLS13);
    }

    @Test
    void needAndWantExcludeEachOther() throws Exception {
        SSLEngine engine = engine();
        engine.setUseClientMode(false);
        assertThat(engine.getNeedClientAuth() || engine.getWantClientAuth()).isFalse();
        engine.setNeedClientAuth(true);
        assertThat(engine.getNeedClientAuth()).isTrue();
        assertThat(engine.getSSLParameters().getNeedClientAuth()).isTrue();
        engine.setWantClientAuth(true);
        assertThat(engine.getNeedClientAuth()).isFalse();
        assertThat(engine.getWantClientAuth()).isTrue();
        assertThat(engine.getSSLParameters().getWantClientAuth()).isTrue();
        engine.setNeedClientAuth(false);
        assertThat(engine.getWantClientAuth() || engine.getNeedClientAuth()).isFalse();
        engine.setNeedClientAuth(true);
        engine.setSSLParameters(new SSLParameters());
        assertThat(engine.getNeedClientAuth() || engine.getWantClientAuth()).isFalse();
    }

    @Test
    void applicationProtocolsComeBackInOrder() throws Exception {
        assertThat(engine().getSSLParameters().getApplicationProtocols()).isEmpty();
        assertThat(roundTrip(parameters -> parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"}))
                        .getApplicationProtocols())
                .containsExactly("h2", "http/1.1");
    }

    @Test
    void serverNamesComeBack() throws Exception {
        var names = List.<SNIServerName>of(new SNIHostName("other.lab"));
        assertThat(roundTrip(parameters -> parameters.setServerNames(names)).getServerNames())
                .containsExactlyElementsOf(names);
        assertThat(roundTrip(parameters -> parameters.setServerNames(List.of())).getServerNames())
                .isEmpty();
    }

    @Test
    void theNameOfThePeerIsTheDefaultServerName() throws Exception {
        assertThat(engine().getSSLParameters().getServerNames()).containsExactly(new SNIHostName("shop.lab"));
        SSLEngine nameless = subject.shop().createSSLEngine();
        nameless.setUseClientMode(true);
        assertThat(nameless.getSSLParameters().getServerNames()).isNullOrEmpty();
    }

    @Test
    void matchersComeBack() throws Exception {
        SNIMatcher matcher = SNIHostName.createSNIMatcher("shop\\.lab");
        SSLEngine engine = engine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setSNIMatchers(List.of(matcher));
        engine.setSSLParameters(parameters);
        assertThat(engine.getSSLParameters().getSNIMatchers()).containsExactly(matcher);
    }

    @Test
    void endpointIdentificationComesBack() throws Exception {
        assertThat(engine().getSSLParameters().getEndpointIdentificationAlgorithm())
                .isNullOrEmpty();
        assertThat(roundTrip(parameters -> parameters.setEndpointIdentificationAlgorithm("HTTPS"))
                        .getEndpointIdentificationAlgorithm())
                .isEqualTo("HTTPS");
    }

    @Test
    void constraintsComeBack() throws Exception {
        AlgorithmConstraints all = new Everything();
        assertThat(roundTrip(parameters -> parameters.setAlgorithmConstraints(all))
                        .getAlgorithmConstraints())
                .isSameAs(all);
    }

    @Test
    void theOrderOfSuitesComesBack() throws Exception {
        assertThat(roundTrip(parameters -> parameters.setUseCipherSuitesOrder(false))
                        .getUseCipherSuitesOrder())
                .isFalse();
        assertThat(roundTrip(parameters -> parameters.setUseCipherSuitesOrder(true))
                        .getUseCipherSuitesOrder())
                .isTrue();
    }

    @Test
    void thePacketSizeComesBack() throws Exception {
        assertThat(engine().getSSLParameters().getMaximumPacketSize())
                .as("the implicit size")
                .isPositive();
        assertThat(roundTrip(parameters -> parameters.setMaximumPacketSize(4_096))
                        .getMaximumPacketSize())
                .isEqualTo(4_096);
    }

    @Test
    void groupsAndSchemesComeBack() throws Exception {
        SSLParameters back = roundTrip(parameters -> {
            parameters.setNamedGroups(new String[] {"x25519", "secp256r1"});
            parameters.setSignatureSchemes(new String[] {"ecdsa_secp256r1_sha256", "ed25519"});
        });
        assertThat(back.getNamedGroups()).containsExactly("x25519", "secp256r1");
        assertThat(back.getSignatureSchemes()).containsExactly("ecdsa_secp256r1_sha256", "ed25519");
    }

    @Test
    void whatIsOnlyForDatagramsComesBackToo() throws Exception {
        assertThat(roundTrip(parameters -> parameters.setEnableRetransmissions(false))
                        .getEnableRetransmissions())
                .isFalse();
    }

    @Test
    void theParametersOfOneEngineAreItsOwn() throws Exception {
        var context = subject.shop();
        SSLEngine one = context.createSSLEngine();
        SSLEngine other = context.createSSLEngine();
        SSLParameters parameters = one.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        parameters.setCipherSuites(SUITES);
        one.setSSLParameters(parameters);
        parameters.setApplicationProtocols(new String[] {"changed"});
        assertThat(one.getSSLParameters().getApplicationProtocols()).containsExactly("h2");
        assertThat(other.getSSLParameters().getApplicationProtocols()).isEmpty();
        assertThat(other.getEnabledCipherSuites()).hasSizeGreaterThan(2);
    }

    private static final class Everything implements AlgorithmConstraints {
        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
            return true;
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return true;
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, Key key, AlgorithmParameters parameters) {
            return true;
        }
    }
}
