// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

/** Application protocols, by list and by function. */
abstract class ApplicationProtocolContract extends Contract {
    ApplicationProtocolContract(Subject subject) {
        super(subject);
    }

    @Test
    void theServersFirstThatTheClientOffersIsTaken() throws Exception {
        EnginePair pair = subject.pair(protocols("http/1.1", "h2"), protocols("h3", "h2", "http/1.1"));
        pair.handshake().exchange();
        agreed(pair, "h2");
    }

    @Test
    void whoeverHasNoneAgreesOnNone() throws Exception {
        agreed(subject.pair(protocols("h2"), DEFAULT).handshake(), "");
        agreed(subject.pair(DEFAULT, protocols("h2")).handshake(), "");
        agreed(subject.pair(DEFAULT, DEFAULT).handshake(), "");
    }

    @Test
    void noCommonProtocolEndsTheHandshake() throws Exception {
        noApplicationProtocol(subject.pair(protocols("h2"), protocols("http/1.1")));
    }

    @Test
    void namesAreBytes() throws Exception {
        String huk = new String("\uabcd\uabce\uabcf".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String grease = "\u008a\u008a";
        agreed(subject.pair(protocols("h2", huk), protocols(huk)).handshake(), huk);
        agreed(subject.pair(protocols(grease, "h2"), protocols(grease)).handshake(), grease);
    }

    @Test
    void aFunctionSeesTheOffersAndChooses() throws Exception {
        EnginePair pair = subject.pair(protocols("h2", "http/1.1"), protocols("h2"));
        List<String> seen = new ArrayList<>();
        pair.server().engine().setHandshakeApplicationProtocolSelector((engine, offers) -> {
            assertThat(engine).isSameAs(pair.server().engine());
            seen.addAll(offers);
            return "http/1.1";
        });
        agreed(pair.handshake(), "http/1.1");
        assertThat(seen).containsExactly("h2", "http/1.1");
    }

    @Test
    void aFunctionSeesTheSessionThatIsBeingMade() throws Exception {
        EnginePair pair = subject.pair(protocols("h2"), DEFAULT);
        List<String> seen = new ArrayList<>();
        pair.server().engine().setHandshakeApplicationProtocolSelector((engine, offers) -> {
            seen.add(engine.getHandshakeSession().getProtocol());
            seen.add(engine.getHandshakeSession().getCipherSuite());
            return "h2";
        });
        agreed(pair.handshake(), "h2");
        assertThat(seen).hasSize(2);
        assertThat(seen.get(0)).isEqualTo(Subject.TLS13);
        assertThat(seen.get(1)).isEqualTo(pair.server().engine().getSession().getCipherSuite());
    }

    @Test
    void aFunctionMayChooseNone() throws Exception {
        EnginePair pair = subject.pair(protocols("h2"), protocols("h2"));
        pair.server().engine().setHandshakeApplicationProtocolSelector((engine, offers) -> "");
        agreed(pair.handshake(), "");
    }

    @Test
    void aFunctionMayRefuseAll() throws Exception {
        for (String answer : new String[] {null, "never offered"}) {
            EnginePair pair = subject.pair(protocols("h2"), protocols("h2"));
            pair.server().engine().setHandshakeApplicationProtocolSelector((engine, offers) -> answer);
            noApplicationProtocol(pair);
        }
    }

    @Test
    void aFunctionThatThrowsEndsTheHandshake() throws Exception {
        EnginePair pair = subject.pair(protocols("h2"), protocols("h2"));
        pair.server().engine().setHandshakeApplicationProtocolSelector((engine, offers) -> {
            throw new UnsupportedOperationException("not on Tuesdays");
        });
        try {
            pair.attempt();
        } catch (UnsupportedOperationException passedOn) {
            // As good as a failure of the handshake
            return;
        }
        assertThat(pair.server().failure()).isPresent();
    }

    @Test
    void aClientWithoutProtocolsDoesNotAskTheFunction() throws Exception {
        EnginePair pair = subject.pair(DEFAULT, DEFAULT);
        pair.server().engine().setHandshakeApplicationProtocolSelector((engine, offers) -> {
            throw new AssertionError("asked about " + offers);
        });
        agreed(pair.handshake(), "");
    }

    @Test
    void theFunctionComesBackAndCanBeTakenAway() throws Exception {
        SSLEngine engine = subject.shop().createSSLEngine();
        assertThat(engine.getHandshakeApplicationProtocolSelector()).isNull();
        BiFunction<SSLEngine, List<String>, String> function = (same, offers) -> "h2";
        engine.setHandshakeApplicationProtocolSelector(function);
        assertThat(engine.getHandshakeApplicationProtocolSelector()).isSameAs(function);
        engine.setHandshakeApplicationProtocolSelector(null);
        assertThat(engine.getHandshakeApplicationProtocolSelector()).isNull();
    }

    private static void agreed(EnginePair pair, String protocol) {
        assertThat(pair.client().engine().getApplicationProtocol()).isEqualTo(protocol);
        assertThat(pair.server().engine().getApplicationProtocol()).isEqualTo(protocol);
        assertThat(pair.client().engine().getHandshakeApplicationProtocol()).isNull();
    }

    private static void noApplicationProtocol(EnginePair pair) throws Exception {
        pair.attempt();
        assertThat(pair.server().failure()).isPresent();
        assertThat(pair.client().failure())
                .get()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("no_application_protocol"));
    }

    private static Consumer<SSLParameters> protocols(String... names) {
        return parameters -> parameters.setApplicationProtocols(names);
    }
}
