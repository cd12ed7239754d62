// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.alert.Violation;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.handshake.CertificateRequests;
import dev.limpid.identity.Credentials;
import dev.limpid.message.CertificateRequest;
import dev.limpid.observe.Side;
import dev.limpid.registry.ContentType;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.wire.Bytes;
import org.junit.jupiter.api.Test;

/** What a client sends because it was asked for a certificate after the handshake, and what else goes at the same time. */
class LaterFlightsTest {
    private static final TestCertificate CLIENT = Lab.ROOT.leaf("client.lab").issue();

    private final Pair pair = new Pair(
                    client().build(),
                    Lab.server().clientVerifier(Lab.verifier()).build())
            .handshake();

    @Test
    void finishedIsTheLastInItsRecord() {
        //= R5.1-7
        ask();
        ask();
        pair.run();
        assertThat(pair.server().failure()).isEmpty();
        assertThat(pair.server().connection().peerCertificates()).hasSize(1);
    }

    @Test
    void aKeyUpdateBehindFinishedHasARecordOfItsOwn() {
        //= R5.1-7
        ask();
        pair.client().receive(pair.server().take());
        pair.client().connection().updateKeys(true);
        pair.run();
        assertThat(pair.server().failure()).isEmpty();
        assertThat(pair.client().failure()).isEmpty();
        assertThat(pair.server().connection().facts().orElseThrow().clientAuthenticated())
                .isTrue();
    }

    /** It sends data between, so that no count of idle messages is ever full. */
    @Test
    void aServerThatTakesNoAnswersIsLeft() {
        Relay relay = new Relay(client(), Scenario.PLAIN.server().clientVerifier(Lab.verifier())).run();
        relay.to(Side.SERVER).victim().connection().requestClientCertificate(ClientAuthentication.NEED);
        relay.listen();
        CertificateRequest request =
                (CertificateRequest) relay.queue(Side.CLIENT).element().message();
        for (int i = 0; i < CertificateRequests.MOST; i++) {
            relay.to(Side.CLIENT).say(request);
            relay.to(Side.CLIENT).say(ContentType.APPLICATION_DATA, Bytes.ofUtf8("x"));
        }
        assertThat(relay.to(Side.CLIENT).victim().failure()).isEmpty();
        relay.to(Side.CLIENT).say(request);
        assertThat(relay.to(Side.CLIENT).victim().failure().orElseThrow().violation())
                .contains(Violation.TOO_MANY_CERTIFICATE_REQUESTS);
    }

    private void ask() {
        pair.server().connection().requestClientCertificate(ClientAuthentication.WANT);
    }

    private static ClientConfig.Builder client() {
        return Lab.client().postHandshakeAuthentication(true).credentials(Credentials.of(CLIENT.credential()));
    }
}
