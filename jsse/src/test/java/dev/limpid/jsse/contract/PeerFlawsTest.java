// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.jsse.LimpidFailure;
import dev.limpid.jsse.LimpidProvider;
import dev.limpid.observe.TlsException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.Security;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What other stacks were measured to get wrong, put to our engine. Suites, schemes, kinds of keys, application protocols and half-close, which
 * some providers ignore or break, are in the contracts that this provider passes as SunJSSE does.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PeerFlawsTest {
    private static final Subject LIMPID = new Subject("Limpid", new LimpidProvider());
    private static final Consumer<SSLParameters> DEFAULT = Contract.DEFAULT;
    private static final byte[] WARNING = {21, 3, 3, 0, 2, 1, 90};
    private static final byte[] CHANGE_CIPHER_SPEC = {20, 3, 3, 0, 1, 1};
    private static final byte[] EMPTY_HANDSHAKE_RECORD = {22, 3, 3, 0, 0};
    private static final int HEADER = 5;
    private static final int MANY = 20_000;

    @Test
    void noCommonGroupIsAHandshakeFailure() throws Exception {
        EnginePair pair = LIMPID.pair(
                        parameters -> parameters.setNamedGroups(new String[] {"x25519"}),
                        parameters -> parameters.setNamedGroups(new String[] {"secp384r1"}))
                .attempt();
        assertThat(alertHeard(pair.client())).isEqualTo(AlertDescription.HANDSHAKE_FAILURE);
    }

    @Test
    void anUntrustedServerHearsUnknownCa() throws Exception {
        EnginePair pair = EnginePair.of(LIMPID.visitor(), LIMPID.context(Papers.unknown()))
                .attempt();
        assertThat(alertHeard(pair.server())).isEqualTo(AlertDescription.UNKNOWN_CA);
    }

    @Test
    void anUntrustedClientHearsUnknownCa() throws Exception {
        EnginePair pair = new EnginePair(
                        // A key manager that offers its certificate whatever the server's CAs are
                        Subject.client(Offering.context(LIMPID, Papers.unknown())),
                        Subject.server(LIMPID.shop(), parameters -> parameters.setNeedClientAuth(true)))
                .attempt();
        assertThat(alertHeard(pair.client())).isEqualTo(AlertDescription.UNKNOWN_CA);
    }

    @Test
    void warningsBeforeTheHelloDoNotGoOnForever() throws Exception {
        SSLEngine server = Subject.server(LIMPID.shop());
        assertThat(accepted(server, WARNING)).isLessThan(100);
    }

    @Test
    void warningsInTheClearAfterTheKeysAreAnError() throws Exception {
        EnginePair pair = LIMPID.pair();
        pair.client().wrap(ByteBuffer.allocate(0));
        pair.server().receive(pair.client().take());
        pair.server().work();
        assertThat(accepted(pair.server().engine(), WARNING)).isLessThan(100);
    }

    @Test
    void changeCipherSpecDoesNotGoOnForever() throws Exception {
        EnginePair pair = LIMPID.pair();
        pair.client().wrap(ByteBuffer.allocate(0));
        pair.server().receive(pair.client().take());
        pair.server().work();
        assertThat(accepted(pair.server().engine(), CHANGE_CIPHER_SPEC)).isBetween(1, 100);
    }

    @Test
    void changeCipherSpecBeforeTheHelloIsUnexpected() throws Exception {
        assertThat(alertTo(CHANGE_CIPHER_SPEC)).isEqualTo(AlertDescription.UNEXPECTED_MESSAGE);
    }

    @Test
    void anEmptyHandshakeRecordIsUnexpected() throws Exception {
        assertThat(alertTo(EMPTY_HANDSHAKE_RECORD)).isEqualTo(AlertDescription.UNEXPECTED_MESSAGE);
    }

    @Test
    void theVersionOfTheHellosRecordDoesNotMatter() throws Exception {
        EnginePair pair = LIMPID.pair();
        pair.client().wrap(ByteBuffer.allocate(0));
        byte[] hello = pair.client().take();
        hello[1] = 0;
        hello[2] = 0;
        pair.server().receive(hello);
        pair.handshake().exchange();
    }

    @Test
    void aHelloMayComeByteByByte() throws Exception {
        EnginePair pair = LIMPID.pair();
        pair.client().wrap(ByteBuffer.allocate(0));
        byte[] hello = pair.client().take();
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int at = HEADER; at < hello.length; at++) {
            records.writeBytes(new byte[] {22, 3, 1, 0, 1, hello[at]});
        }
        pair.server().receive(records.toByteArray());
        pair.handshake().exchange();
    }

    @Test
    void aByteMoreThanTheHelloInItsRecordIsUnexpectedAtOnce() throws Exception {
        EnginePair pair = LIMPID.pair();
        pair.client().wrap(ByteBuffer.allocate(0));
        byte[] hello = pair.client().take();
        byte[] longer = Arrays.copyOf(hello, hello.length + 1);
        longer[longer.length - 1] = 11;
        int length = longer.length - HEADER;
        longer[3] = (byte) (length >> 8);
        longer[4] = (byte) length;
        assertThat(alertTo(longer)).isEqualTo(AlertDescription.UNEXPECTED_MESSAGE);
    }

    @Test
    void noSecondKeyUpdateIsAskedForBeforeTheFirstIsAnswered() throws Exception {
        // Only what was asked for is answered
        assertThat(answersToKeyUpdates(LIMPID.pair())).isEqualTo(1);
    }

    @Test
    void manyRequestsForAKeyUpdateAreAnsweredOnce() throws Exception {
        Subject sun = new Subject("SunJSSE", Security.getProvider("SunJSSE"));
        assertThat(answersToKeyUpdates(EnginePair.of(sun.visitor(), LIMPID.shop())))
                .isEqualTo(1);
    }

    @Test
    void requestsForKeyUpdatesDoNotGoOnForever() throws Exception {
        Subject sun = new Subject("SunJSSE", Security.getProvider("SunJSSE"));
        EnginePair pair = EnginePair.of(sun.visitor(), LIMPID.shop()).handshake();
        pair.exchange();
        for (int time = 0; time < 2_000; time++) {
            pair.client().engine().beginHandshake();
            pair.client().work();
        }
        pair.server().receive(pair.client().take());
        assertThatThrownBy(pair.server()::work).isInstanceOf(SSLException.class);
    }

    /** How many records the server has to say when the client has begun several handshakes after the first. */
    private static int answersToKeyUpdates(EnginePair pair) throws SSLException {
        pair.handshake().exchange();
        for (int time = 0; time < 6; time++) {
            pair.client().engine().beginHandshake();
            pair.client().work();
        }
        pair.client().wrap(ByteBuffer.allocate(0));
        pair.server().receive(pair.client().take());
        pair.server().work();
        pair.server().send(Text.ANSWER);
        byte[] answer = pair.server().take();
        int records = 0;
        for (int at = 0; at < answer.length; at += HEADER + ((answer[at + 3] & 0xff) << 8 | answer[at + 4] & 0xff)) {
            records++;
        }
        pair.client().receive(answer);
        assertThat(pair.run().client().received()).isEqualTo(Text.ANSWER);
        pair.exchange();
        return records - 1;
    }

    @Test
    void aFailureSaysWhichRuleWasBroken() throws Exception {
        SSLEngine server = Subject.server(LIMPID.shop());
        assertThatThrownBy(() -> feed(server, CHANGE_CIPHER_SPEC))
                .isInstanceOf(SSLException.class)
                .satisfies(thrown -> {
                    TlsException failure = LimpidFailure.of(thrown).orElseThrow();
                    assertThat(failure.violation()).isPresent();
                    assertThat(failure.code()).isNotEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.1", "SSLv3"})
    void whoeverAsksForOldProtocolsAloneIsToldWhatThereIs(String old) throws Exception {
        SSLEngine engine = Subject.client(LIMPID.visitor(), Subject.HOST, DEFAULT);
        assertThatThrownBy(() -> engine.setEnabledProtocols(new String[] {old}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TLSv1.3");
    }

    /** How many times {@code record} goes in before the engine has enough. */
    private static int accepted(SSLEngine engine, byte[] record) {
        for (int count = 0; count < MANY; count++) {
            try {
                feed(engine, record);
            } catch (SSLException enough) {
                return count;
            }
        }
        return MANY;
    }

    private static void feed(SSLEngine engine, byte[] record) throws SSLException {
        ByteBuffer source = ByteBuffer.wrap(record);
        engine.unwrap(source, ByteBuffer.allocate(20_000));
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        assertThat(source.hasRemaining()).as("taken").isFalse();
    }

    /** The alert in the clear with which a new server answers {@code first}. */
    private static AlertDescription alertTo(byte[] first) throws Exception {
        EngineEnd server = new EngineEnd(Subject.server(LIMPID.shop()));
        server.receive(first);
        assertThatThrownBy(server::work).isInstanceOf(SSLException.class);
        byte[] alert = server.take();
        assertThat(alert).startsWith(21, 3, 3, 0, 2, 2).hasSize(7);
        return new AlertDescription(alert[6] & 0xff);
    }

    private static AlertDescription alertHeard(EngineEnd end) {
        return LimpidFailure.of(end.failure().orElseThrow())
                .flatMap(TlsException::peerAlert)
                .map(Alert::description)
                .orElseThrow();
    }
}
