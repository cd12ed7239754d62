// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.alert.Violation;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.observe.Event;
import dev.limpid.observe.TlsException;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.testkit.Pair;
import dev.limpid.wire.Bytes;
import org.junit.jupiter.api.Test;

/** What goes wrong on our side, or on the way, never ends in an established connection. */
class FailClosedTest {
    @Test
    void aVerifierThatThrowsHasNotAgreed() {
        ClientConfig careless = ClientConfig.builder(Lab.CRYPTO, FixedTime.NOON, claim -> {
                    throw new IllegalStateException("the verifier has a bug and a secret");
                })
                .build();
        Pair pair = new Pair(careless, Lab.server().build()).run();

        TlsException failure = pair.client().failure().orElseThrow();
        assertThat(failure.violation()).contains(Violation.INTERNAL_ERROR);
        assertThat(failure.getMessage()).doesNotContain("a bug and a secret");
        assertThat(pair.server().isEstablished()).isFalse();
    }

    @Test
    void aHelloThatWasChangedOnItsWayIsNoticed() {
        Pair pair = new Pair(Lab.client().build(), Lab.server().build());
        byte[] hello = pair.client().take().toArray();
        hello[5 + 4 + 2] ^= 1; // the first byte of its random: nothing that anybody checks on its own
        pair.server().receive(Bytes.wrap(hello));
        pair.run();

        assertThat(pair.client().failure().orElseThrow().violation()).contains(Violation.BAD_RECORD_MAC);
        assertThat(pair.server().isEstablished()).isFalse();
    }

    @Test
    void aClientWithoutACertificateIsRefusedWhereOneIsNeeded() {
        Pair pair = new Pair(
                        Lab.client().build(),
                        Lab.server()
                                .clientAuthentication(ClientAuthentication.NEED, Lab.verifier())
                                .build())
                .run();

        assertThat(pair.server().failure().orElseThrow().violation()).contains(Violation.CERTIFICATE_REQUIRED);
        assertThat(pair.client().isEstablished()).isFalse();
    }

    @Test
    void aFailureThatThePeerIsToldOfNamesItsAlert() {
        Pair pair = Pair.established();
        pair.client().receive(Bytes.ofHex("170303001400112233445566778899aabbccddeeff00112233"));

        TlsException failure = pair.client().failure().orElseThrow();
        assertThat(failure).hasMessageContaining("alert: bad_record_mac");
        assertThat(failure.report().last(Event.Failed.class, Event.Failed::peerTold))
                .contains(true);
        assertThat(pair.client().take()).isNotEqualTo(Bytes.EMPTY);
    }

    @Test
    void anEndWithoutCloseNotifyIsATruncation() {
        //= R6.1-8
        Pair pair = Pair.established();

        assertThatThrownBy(() -> pair.client().connection().endOfInput()).isInstanceOf(TlsException.class);
        assertThat(pair.client().isEstablished()).isFalse();
    }

    @Test
    void nothingIsSaidAfterCloseNotifyNotEvenAnAlert() {
        Pair pair = Pair.established();
        pair.client().connection().closeWrite();
        pair.client().take();
        pair.client().receive(Bytes.ofHex("170303001400112233445566778899aabbccddeeff00112233"));

        TlsException failure = pair.client().failure().orElseThrow();
        assertThat(failure.violation()).contains(Violation.BAD_RECORD_MAC);
        assertThat(failure).hasMessageContaining("no alert after close_notify");
        assertThat(failure.report().last(Event.Failed.class, Event.Failed::peerTold))
                .contains(false);
        assertThat(pair.client().take()).isEqualTo(Bytes.EMPTY);
    }
}
