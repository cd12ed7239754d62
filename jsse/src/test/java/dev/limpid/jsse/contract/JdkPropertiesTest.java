// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.alert.Violation;
import dev.limpid.jsse.LimpidFailure;
import dev.limpid.jsse.LimpidProvider;
import dev.limpid.jsse.LimpidSession;
import dev.limpid.message.NewSessionTicket;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.TestCertificate;
import java.security.Security;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The JDK's properties that docs/jsse.md says are obeyed. */
final class JdkPropertiesTest {
    private static final Subject LIMPID = new Subject("Limpid", new LimpidProvider());
    private static final String DISABLED = "jdk.tls.disabledAlgorithms";
    private static final String OF_CHAINS = "jdk.certpath.disabledAlgorithms";

    private final Map<String, String> before = new HashMap<>();
    private final String disabledBefore = Security.getProperty(DISABLED);
    private final String ofChainsBefore = Security.getProperty(OF_CHAINS);

    @AfterEach
    void restore() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        Security.setProperty(DISABLED, disabledBefore);
        Security.setProperty(OF_CHAINS, ofChainsBefore);
    }

    private void set(String name, String value) {
        if (!before.containsKey(name)) {
            // putIfAbsent takes a property that was not set for absent, and would note its second value
            before.put(name, System.getProperty(name));
        }
        System.setProperty(name, value);
    }

    private static ConnectionFacts facts(EnginePair pair) {
        return LimpidSession.of(pair.client().engine().getSession()).facts().orElseThrow();
    }

    @Test
    void namedGroups() throws Exception {
        set("jdk.tls.namedGroups", "secp384r1, x25519");
        assertThat(facts(LIMPID.pair().handshake()).group()).contains(NamedGroup.SECP384R1);
    }

    @Test
    void suitesOfEachRole() throws Exception {
        set("jdk.tls.client.cipherSuites", "TLS_CHACHA20_POLY1305_SHA256");
        set("jdk.tls.server.cipherSuites", "TLS_AES_128_GCM_SHA256,TLS_CHACHA20_POLY1305_SHA256");
        EnginePair pair = LIMPID.pair();
        assertThat(pair.client().engine().getEnabledCipherSuites()).containsExactly("TLS_CHACHA20_POLY1305_SHA256");
        assertThat(pair.server().engine().getEnabledCipherSuites())
                .containsExactly("TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256");
        assertThat(pair.handshake().client().engine().getSession().getCipherSuite())
                .isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
    }

    @Test
    void schemesOfEachRole() throws Exception {
        set("jdk.tls.client.SignatureSchemes", "ed25519");
        EnginePair pair = LIMPID.pair().attempt();
        assertThat(pair.server().failure()).as("whose key is on P-256").isPresent();
    }

    @Test
    void ticketsOfEachRole() throws Exception {
        set("jdk.tls.server.newSessionTicketCount", "3");
        assertThat(tickets(LIMPID.visitor(), LIMPID.shop())).isEqualTo(3);
        set("jdk.tls.server.newSessionTicketCount", "0");
        assertThat(tickets(LIMPID.visitor(), LIMPID.shop())).isZero();
        set("jdk.tls.server.newSessionTicketCount", "3");
        set("jdk.tls.server.enableSessionTicketExtension", "false");
        assertThat(tickets(LIMPID.visitor(), LIMPID.shop())).isZero();
        set("jdk.tls.server.enableSessionTicketExtension", "true");
        set("jdk.tls.client.enableSessionTicketExtension", "false");
        assertThat(tickets(LIMPID.visitor(), LIMPID.shop())).isZero();
    }

    @Test
    void timeoutAndSizeOfContexts() throws Exception {
        set("jdk.tls.server.sessionTicketTimeout", "77");
        set("javax.net.ssl.sessionCacheSize", "5");
        SSLContext context = LIMPID.shop();
        assertThat(context.getServerSessionContext().getSessionTimeout()).isEqualTo(77);
        assertThat(context.getServerSessionContext().getSessionCacheSize()).isEqualTo(5);
        assertThat(context.getClientSessionContext().getSessionCacheSize()).isEqualTo(5);
    }

    @Test
    void theLongestMessage() throws Exception {
        set("jdk.tls.maxHandshakeMessageSize", "300");
        EnginePair pair = LIMPID.pair().attempt();
        assertThat(pair.client().failure().isPresent()
                        || pair.server().failure().isPresent())
                .isTrue();
    }

    @Test
    void disabledAlgorithms() throws Exception {
        Security.setProperty(DISABLED, disabledBefore + ", TLS_AES_*, x25519, X25519MLKEM768");
        EnginePair pair = LIMPID.pair().handshake();
        assertThat(pair.client().engine().getSession().getCipherSuite()).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
        assertThat(facts(pair).group()).contains(NamedGroup.SECP256R1);
    }

    @Test
    void disabledAlgorithmsOfChainsThatAPlainManagerTrusts() throws Exception {
        Security.setProperty(DISABLED, disabledBefore + ", EC keySize < 384");
        assertThat(byPlainManager(Papers.SHOP).attempt().client().failure()).isPresent();
        Security.setProperty(DISABLED, disabledBefore);
        byPlainManager(Papers.SHOP).handshake().exchange();
        Security.setProperty(OF_CHAINS, ofChainsBefore + ", EC keySize < 384");
        assertThat(byPlainManager(Papers.SHOP).attempt().client().failure())
                .get()
                .extracting(failure -> LimpidFailure.of(failure).orElseThrow().violation())
                .isEqualTo(Optional.of(Violation.CERTIFICATE_WEAK_ALGORITHM));
    }

    private static EnginePair byPlainManager(TestCertificate server) throws Exception {
        SSLContext client = SSLContext.getInstance(Subject.TLS13, LIMPID.provider());
        client.init(null, new TrustManager[] {new Everybody()}, null);
        return EnginePair.of(client, Offering.context(LIMPID, server));
    }

    @Test
    void whatNamesNothingIsAnErrorAndSaysWhichPropertyItIs() {
        set("jdk.tls.namedGroups", "curve of tomorrow");
        assertThatThrownBy(LIMPID::visitor)
                .hasMessageContaining("jdk.tls.namedGroups")
                .hasMessageContaining("curve of tomorrow");
    }

    private static long tickets(SSLContext client, SSLContext server) throws Exception {
        EnginePair pair = EnginePair.of(client, server).handshake();
        pair.exchange();
        return LimpidSession.of(pair.client().engine().getSession()).report().entries().stream()
                .filter(entry ->
                        entry.event() instanceof Event.MessageSeen seen && seen.message() instanceof NewSessionTicket)
                .count();
    }
}
