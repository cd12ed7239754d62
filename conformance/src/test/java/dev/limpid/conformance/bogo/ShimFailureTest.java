// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import static dev.limpid.conformance.bogo.MiniRunner.flags;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.alert.AlertDescription;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ServerConfig;
import dev.limpid.conformance.LabPki;
import dev.limpid.conformance.bogo.MiniRunner.Result;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.registry.SignatureScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that must fail: what the runner sees of it, and what it reads on standard error. */
class ShimFailureTest {
    private static final byte[] EMPTY_HANDSHAKE_RECORD = {22, 3, 3, 0, 0};
    private static final byte[] RECORD_OVERFLOW = {21, 3, 3, 0, 2, 2, 22};

    private static final MiniRunner.Script SERVER_HANDSHAKE =
            shim -> Peers.server(shim).handshake();
    private static final MiniRunner.Script CLIENT_HANDSHAKE =
            shim -> Peers.client(shim).handshake();

    /** Where the second byte of the suite is in a flight that begins with ServerHello: after header, version, random, session id. */
    private static final int SUITE_AT = 5 + 4 + 2 + 32 + 1 + 32 + 1;

    @TempDir
    Path folder;

    private List<String> server(String... more) {
        return new RunnerFiles(folder).server(Peers.CERTIFICATE, more);
    }

    /** Goes on until the shim's alert comes, and returns it. */
    private static AlertDescription alertOf(RunnerPeer peer) {
        assertThatThrownBy(() -> {
                    peer.handshake();
                    peer.hearOut();
                })
                .isInstanceOf(TlsException.class);
        return peer.seen(Event.AlertSeen.class).stream()
                .filter(seen -> seen.sender() == peer.tls().side().peer())
                .findFirst()
                .orElseThrow()
                .alert()
                .description();
    }

    @ParameterizedTest
    @CsvSource({"GET / HTTP/1.0, :UNKNOWN_RECORD_TYPE:", "blah blah, :UNKNOWN_RECORD_TYPE:"})
    void namesGarbageBeforeTheHello(String text, String reason) {
        MiniRunner.run(
                        server(),
                        shim -> shim.getOutputStream().write((text + "\n").getBytes(StandardCharsets.ISO_8859_1)))
                .failedWith(reason);
    }

    @Test
    void namesThePeersAlert() {
        MiniRunner.run(server(), shim -> shim.getOutputStream().write(RECORD_OVERFLOW))
                .failedWith(":PEER_ALERT_RECORD_OVERFLOW:");
    }

    @Test
    void namesAnEmptyHandshakeRecord() {
        MiniRunner.run(server(), shim -> shim.getOutputStream().write(EMPTY_HANDSHAKE_RECORD))
                .failedWith(":EMPTY_HANDSHAKE_RECORD:");
    }

    @Test
    void namesARecordThatDoesNotOpenAndAlertsUnderKeys() {
        MiniRunner.run(flags("-expect-no-session"), shim -> {
                    RunnerPeer peer = Peers.server(shim).handshake();
                    byte[] record = new byte[5 + 32];
                    System.arraycopy(new byte[] {23, 3, 3, 0, 32}, 0, record, 0, 5);
                    peer.sendRaw(record);
                    assertThat(alertOf(peer)).isEqualTo(AlertDescription.BAD_RECORD_MAC);
                })
                .failedWith(":BAD_RECORD_MAC:");
    }

    @Test
    void lets32KeyUpdatesPassAndNot33() {
        MiniRunner.run(
                        flags("-expect-no-session"),
                        shim -> keyUpdates(Peers.server(shim).handshake(), 32)
                                .exchange("on it goes")
                                .close())
                .passed();
        MiniRunner.run(flags("-expect-no-session"), shim -> {
                    RunnerPeer peer = keyUpdates(Peers.server(shim).handshake(), 33);
                    peer.flush();
                    assertThat(alertOf(peer)).isEqualTo(AlertDescription.UNEXPECTED_MESSAGE);
                })
                .failedWith(":TOO_MANY_KEY_UPDATES:");
    }

    @Test
    void lets32ChangeCipherSpecsPassAndNot33() {
        byte[] spec = {20, 3, 3, 0, 1, 1};
        MiniRunner.run(server(), shim -> {
                    RunnerPeer peer = Peers.client(shim);
                    peer.flush();
                    // One comes from the client itself
                    for (int i = 0; i < 31; i++) {
                        peer.sendRaw(spec);
                    }
                    peer.handshake().exchange("on it goes").close();
                })
                .passed();
        MiniRunner.run(server(), shim -> {
                    RunnerPeer peer = Peers.client(shim);
                    peer.flush();
                    for (int i = 0; i < 33; i++) {
                        peer.sendRaw(spec);
                    }
                    assertThat(alertOf(peer)).isEqualTo(AlertDescription.UNEXPECTED_MESSAGE);
                })
                .failedWith(":TOO_MANY_CHANGE_CIPHER_SPECS:");
    }

    @Test
    void answersManyRequestsForAKeyUpdateOnce() {
        MiniRunner.run(flags("-expect-no-session"), shim -> {
                    RunnerPeer peer = Peers.server(shim).handshake();
                    for (int i = 0; i < 5; i++) {
                        peer.tls().updateKeys(i == 0);
                        peer.flush();
                    }
                    peer.exchange("done").close();
                    assertThat(peer.seen(Event.KeyUpdated.class).stream()
                                    .filter(update -> update.sender() == Side.CLIENT))
                            .hasSize(1);
                })
                .passed();
    }

    @Test
    void updatesItsKeysBeforeEachEchoIfAsked() {
        MiniRunner.run(server("-key-update"), shim -> {
                    RunnerPeer peer = Peers.client(shim).handshake();
                    peer.exchange("one").exchange("two").close();
                    assertThat(peer.seen(Event.KeyUpdated.class))
                            .hasSize(2)
                            .allMatch(update -> update.sender() == Side.SERVER && !update.requested());
                })
                .passed();
    }

    @Test
    void aClientThatRefusesTheServerHelloSaysSoInPlaintext() {
        Result result = MiniRunner.run(flags("-curves", "29", "-expect-no-session"), shim -> {
            RunnerPeer peer = Peers.server(shim);
            peer.hearSome();
            byte[] flight = peer.take();
            flight[SUITE_AT] = 5;
            shim.getOutputStream().write(flight);
            byte[] answer = shim.getInputStream().readNBytes(7);
            assertThat(answer).containsExactly(21, 3, 3, 0, 2, 2, AlertDescription.ILLEGAL_PARAMETER.code());
        });
        result.failedWith(":SELECTED_UNOFFERED_SUITE:");
    }

    @Test
    void namesAServerNameNobodyWants() {
        MiniRunner.run(server("-expect-server-name", "another.lab"), CLIENT_HANDSHAKE)
                .broken("server_name is shop.lab, expected another.lab");
    }

    @Test
    void refusesThePeerWhenToldTo() {
        MiniRunner.run(
                        flags("-verify-peer", "-verify-fail", "-use-custom-verify-callback"),
                        shim -> assertThat(alertOf(Peers.server(shim))).isEqualTo(AlertDescription.CERTIFICATE_UNKNOWN))
                .failedWith(":CERTIFICATE_UNACCEPTABLE:");
        MiniRunner.run(
                        flags("-verify-peer", "-verify-fail"),
                        shim -> assertThat(alertOf(Peers.server(shim))).isEqualTo(AlertDescription.HANDSHAKE_FAILURE))
                .failedWith(":");
    }

    @Test
    void goesOnWithARefusedPeerIfVerificationWasNotAskedFor() {
        MiniRunner.run(
                        flags("-verify-fail", "-expect-no-session"),
                        shim -> Peers.server(shim)
                                .handshake()
                                .exchange("all the same")
                                .close())
                .passed();
    }

    @Test
    void wantsNoGoodbyeUnlessAskedAndThenBothWays() {
        String[] shutDown = {"-shim-shuts-down", "-check-close-notify", "-expect-no-session"};
        MiniRunner.run(flags(shutDown), shim -> {
                    RunnerPeer peer = Peers.server(shim).handshake();
                    peer.hearOut();
                    assertThat(peer.tls().isReadClosed()).isTrue();
                    peer.close();
                })
                .passed();
        MiniRunner.run(flags(shutDown), shim -> Peers.server(shim).handshake().hearOut())
                .failedWith(":TRUNCATED:");
        MiniRunner.run(flags(shutDown), shim -> {
                    RunnerPeer peer = Peers.server(shim).handshake().say("not yet");
                    peer.close();
                })
                .failedWith(":APPLICATION_DATA_ON_SHUTDOWN:");
        MiniRunner.run(
                        flags("-shim-shuts-down", "-expect-no-session"),
                        shim -> Peers.server(shim).handshake())
                .passed();
    }

    @Test
    void aClientThatCanUseNoneOfItsCredentialsGivesUp() {
        ServerConfig config = Peers.serverConfig()
                .signatureSchemes(List.of(SignatureScheme.ED25519))
                .clientAuthentication(ClientAuthentication.WANT, LabPki.verifier())
                .build();
        MiniRunner.run(
                        new RunnerFiles(folder).credential(Peers.CERTIFICATE),
                        shim -> assertThat(alertOf(Peers.server(shim, config)))
                                .isEqualTo(AlertDescription.HANDSHAKE_FAILURE))
                .failedWith(":NO_CREDENTIALS:");
    }

    @Test
    void failsInsideWhenTheCertificateCallbackFails() {
        MiniRunner.run(
                        server("-fail-cert-callback"),
                        shim -> assertThat(alertOf(Peers.client(shim))).isEqualTo(AlertDescription.INTERNAL_ERROR))
                .failedWith(":INTERNAL_ERROR:");
    }

    @Test
    void refusesEveryApplicationProtocolWhenToldTo() {
        MiniRunner.run(
                        server("-reject-alpn"),
                        shim -> assertThat(alertOf(Peers.client(
                                        shim,
                                        Peers.clientConfig()
                                                .alpn(List.of("foo"))
                                                .build())))
                                .isEqualTo(AlertDescription.NO_APPLICATION_PROTOCOL))
                .failedWith(":NO_COMMON_ALPN:");
    }

    @Test
    void noticesThatAnExpectationIsBroken() {
        MiniRunner.run(flags("-expect-curve-id", "24"), SERVER_HANDSHAKE).broken("-expect-curve-id");
        MiniRunner.run(flags("-expect-hrr"), SERVER_HANDSHAKE).broken("no HelloRetryRequest");
        MiniRunner.run(flags("-expect-alpn", "foo"), SERVER_HANDSHAKE)
                .broken("the application protocol is , expected foo");
        MiniRunner.run(flags(), shim -> Peers.server(shim).handshake().close()).broken("whether a ticket came");
        MiniRunner.run(flags("-expect-peer-signature-algorithm", "2052"), SERVER_HANDSHAKE)
                .broken("-expect-peer-signature-algorithm");
    }

    private static RunnerPeer keyUpdates(RunnerPeer peer, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            peer.tls().updateKeys(false);
            peer.flush();
        }
        return peer;
    }
}
