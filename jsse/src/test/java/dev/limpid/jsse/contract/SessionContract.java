// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

/** {@link SSLSession} and {@link ExtendedSSLSession}: what they know, what is bound to them, what they export. */
abstract class SessionContract extends Contract {
    private static final String LABEL = "EXPORTER-contract";

    SessionContract(Subject subject) {
        super(subject);
    }

    private static ExtendedSSLSession session(EngineEnd end) {
        return (ExtendedSSLSession) end.engine().getSession();
    }

    @Test
    void bothEndsKnowTheSameOfTheConnection() throws Exception {
        long before = System.currentTimeMillis();
        EnginePair pair = subject.pair().handshake();
        ExtendedSSLSession client = session(pair.client());
        ExtendedSSLSession server = session(pair.server());
        assertThat(client.getProtocol()).isEqualTo(Subject.TLS13).isEqualTo(server.getProtocol());
        assertThat(client.getCipherSuite()).startsWith("TLS_").isEqualTo(server.getCipherSuite());
        for (SSLSession each : List.of(client, server)) {
            assertThat(each.getCreationTime()).isBetween(before - 1_000, System.currentTimeMillis());
            assertThat(each.getLastAccessedTime()).isGreaterThanOrEqualTo(each.getCreationTime() - 1_000);
            assertThat(each.getId()).isNotNull();
            assertThat(each.getPacketBufferSize()).isGreaterThanOrEqualTo(16_384 + 256 + 5);
            assertThat(each.getApplicationBufferSize()).isGreaterThanOrEqualTo(16_384);
        }
        assertThat(client.getPeerHost()).isEqualTo(Subject.HOST);
        assertThat(client.getPeerPort()).isEqualTo(443);
        assertThat(server.getPeerHost()).isNull();
        assertThat(server.getPeerPort()).isEqualTo(-1);
    }

    @Test
    void theClientKnowsTheServersCertificates() throws Exception {
        EnginePair pair = subject.pair().handshake();
        SSLSession client = session(pair.client());
        assertThat(client.getPeerCertificates()).containsExactly(Papers.chain(Papers.SHOP));
        assertThat(client.getPeerPrincipal()).isEqualTo(new X500Principal("CN=shop.lab"));
        assertThat(client.getLocalCertificates()).isNull();
        assertThat(client.getLocalPrincipal()).isNull();
        client.getPeerCertificates()[0] = null;
        assertThat(client.getPeerCertificates()[0]).as("a copy").isNotNull();
    }

    @Test
    void theServerKnowsItsOwnAndNoClient() throws Exception {
        SSLSession server = session(subject.pair().handshake().server());
        assertThat(server.getLocalCertificates()).containsExactly(Papers.chain(Papers.SHOP));
        assertThat(server.getLocalPrincipal()).isEqualTo(new X500Principal("CN=shop.lab"));
        assertThatThrownBy(server::getPeerCertificates).isInstanceOf(SSLPeerUnverifiedException.class);
        assertThatThrownBy(server::getPeerPrincipal).isInstanceOf(SSLPeerUnverifiedException.class);
    }

    @Test
    void beforeTheHandshakeNobodyIsKnown() throws Exception {
        SSLSession session = session(subject.pair().client());
        assertThatThrownBy(session::getPeerCertificates).isInstanceOf(SSLPeerUnverifiedException.class);
        assertThatThrownBy(session::getPeerPrincipal).isInstanceOf(SSLPeerUnverifiedException.class);
        assertThat(session.getLocalCertificates()).isNull();
        assertThat(session.getLocalPrincipal()).isNull();
        assertThat(session.isValid()).isFalse();
        assertThat(session.getId()).isEmpty();
    }

    @Test
    void theSignatureAlgorithmsOfBothSidesAreNamedAsInJava() throws Exception {
        EnginePair pair = subject.pair().handshake();
        ExtendedSSLSession client = session(pair.client());
        ExtendedSSLSession server = session(pair.server());
        assertThat(client.getLocalSupportedSignatureAlgorithms()).contains("SHA256withECDSA", "RSASSA-PSS");
        assertThat(server.getPeerSupportedSignatureAlgorithms()).contains("SHA256withECDSA", "RSASSA-PSS");
        assertThat(server.getLocalSupportedSignatureAlgorithms()).contains("SHA256withECDSA");
    }

    @Test
    void withoutStaplingThereAreNoStatusResponses() throws Exception {
        assertThat(session(subject.pair().handshake().client()).getStatusResponses())
                .isEmpty();
    }

    @Test
    void requestedServerNamesCannotBeChanged() throws Exception {
        ExtendedSSLSession session = session(subject.pair().handshake().server());
        assertThatThrownBy(() -> session.getRequestedServerNames().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void valuesAreKeptByName() throws Exception {
        SSLSession session = session(subject.pair().handshake().client());
        assertThat(session.getValueNames()).isEmpty();
        assertThat(session.getValue("basket")).isNull();
        session.putValue("basket", "apples");
        session.putValue("user", 7);
        assertThat(session.getValue("basket")).isEqualTo("apples");
        assertThat(session.getValueNames()).containsExactlyInAnyOrder("basket", "user");
        session.putValue("basket", "pears");
        assertThat(session.getValue("basket")).isEqualTo("pears");
        session.removeValue("basket");
        session.removeValue("basket");
        assertThat(session.getValue("basket")).isNull();
        assertThat(session.getValueNames()).containsExactly("user");
    }

    @Test
    void nothingIsNeitherNameNorValue() throws Exception {
        SSLSession session = session(subject.pair().handshake().client());
        assertThatThrownBy(() -> session.putValue(null, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.putValue("x", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.getValue(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.removeValue(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void valuesHearThatTheyAreBoundAndUnbound() throws Exception {
        SSLSession session = session(subject.pair().handshake().client());
        List<String> heard = new ArrayList<>();
        session.putValue("a", new Listening("first", session, heard));
        session.putValue("a", new Listening("second", session, heard));
        session.removeValue("a");
        assertThat(heard)
                .containsExactlyInAnyOrder(
                        "first bound to a", "first unbound from a", "second bound to a", "second unbound from a");
        assertThat(heard.indexOf("first unbound from a")).isGreaterThan(heard.indexOf("first bound to a"));
    }

    @Test
    void anInvalidatedSessionGoesOnForThisConnection() throws Exception {
        EnginePair pair = subject.pair().handshake();
        SSLSession session = session(pair.client());
        assertThat(session.isValid()).isTrue();
        session.invalidate();
        assertThat(session.isValid()).isFalse();
        session.invalidate();
        pair.exchange();
    }

    @Test
    void bothEndsExportTheSameBytes() throws Exception {
        EnginePair pair = subject.pair().handshake();
        ExtendedSSLSession client = session(pair.client());
        ExtendedSSLSession server = session(pair.server());
        byte[] context = {1, 2, 3};
        byte[] material = client.exportKeyingMaterialData(LABEL, context, 48);
        assertThat(material).hasSize(48).isEqualTo(server.exportKeyingMaterialData(LABEL, context, 48));
        assertThat(client.exportKeyingMaterialData(LABEL, new byte[] {1}, 48)).isNotEqualTo(material);
        assertThat(client.exportKeyingMaterialData("EXPORTER-other", context, 48))
                .isNotEqualTo(material);
        assertThat(client.exportKeyingMaterialKey("AES", LABEL, context, 32).getAlgorithm())
                .isEqualTo("AES");
        assertThat(client.exportKeyingMaterialKey("AES", LABEL, context, 32).getEncoded())
                .isEqualTo(server.exportKeyingMaterialData(LABEL, context, 32));
        assertThat(session(subject.pair().handshake().client()).exportKeyingMaterialData(LABEL, context, 48))
                .as("another connection's")
                .isNotEqualTo(material);
    }

    @Test
    void noContextIsAnEmptyContext() throws Exception {
        ExtendedSSLSession session = session(subject.pair().handshake().client());
        assertThat(session.exportKeyingMaterialData(LABEL, null, 20))
                .isEqualTo(session.exportKeyingMaterialData(LABEL, new byte[0], 20));
    }

    @Test
    void whatCannotBeExportedIsRefused() throws Exception {
        ExtendedSSLSession session = session(subject.pair().handshake().client());
        assertThatThrownBy(() -> session.exportKeyingMaterialData(null, null, 20))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> session.exportKeyingMaterialKey(null, LABEL, null, 20))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> session.exportKeyingMaterialKey("", LABEL, null, 20))
                .isInstanceOf(IllegalArgumentException.class);
        for (int length : new int[] {0, -1}) {
            assertThatThrownBy(() -> session.exportKeyingMaterialData(LABEL, null, length))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> session.exportKeyingMaterialKey("AES", LABEL, null, length))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> session.exportKeyingMaterialData("x".repeat(250), null, 20))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void beforeTheHandshakeThereIsNothingToExport() throws Exception {
        ExtendedSSLSession session = session(subject.pair().client());
        if (subject.departs(Difference.EXPORT_BEFORE_HANDSHAKE)) {
            assertThatThrownBy(() -> session.exportKeyingMaterialData(LABEL, null, 20))
                    .isInstanceOf(SSLKeyException.class);
            return;
        }
        assertThatThrownBy(() -> session.exportKeyingMaterialData(LABEL, null, 20))
                .isInstanceOf(IllegalStateException.class);
    }

    /** A value that tells what happens to it. */
    private record Listening(String name, SSLSession session, List<String> heard) implements SSLSessionBindingListener {
        @Override
        public void valueBound(SSLSessionBindingEvent event) {
            assertThat(event.getSession()).isSameAs(session);
            heard.add(name + " bound to " + event.getName());
        }

        @Override
        public void valueUnbound(SSLSessionBindingEvent event) {
            assertThat(event.getSession()).isSameAs(session);
            heard.add(name + " unbound from " + event.getName());
        }
    }
}
