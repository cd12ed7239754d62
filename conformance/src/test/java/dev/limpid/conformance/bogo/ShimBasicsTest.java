// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import static dev.limpid.conformance.bogo.MiniRunner.flags;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.alert.Alert;
import dev.limpid.alert.AlertDescription;
import dev.limpid.conformance.bogo.MiniRunner.Result;
import dev.limpid.observe.Side;
import dev.limpid.observe.TlsException;
import dev.limpid.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShimBasicsTest {
    @TempDir
    Path folder;

    private List<String> server(String... more) {
        return new RunnerFiles(folder).server(Peers.CERTIFICATE, more);
    }

    @Test
    void saysThatThereIsNoHandshaker() {
        Result result = MiniRunner.shim(flags("-is-handshaker-supported")).passed();

        assertThat(result.out()).isEqualTo("No" + System.lineSeparator());
    }

    @Test
    void aClientInvertsWhatItHearsUntilGoodbye() {
        MiniRunner.run(
                        flags("-expect-no-session"),
                        shim -> Peers.server(shim)
                                .handshake()
                                .exchange("a few words")
                                .exchange("x".repeat(40_000))
                                .close())
                .passed();
    }

    @Test
    void aServerInvertsWhatItHearsUntilGoodbye() {
        MiniRunner.run(
                        server(),
                        shim -> Peers.client(shim)
                                .handshake()
                                .exchange("a few words")
                                .close())
                .passed();
    }

    @Test
    void theBareEndOfTheTransportIsEnoughOfAGoodbye() {
        MiniRunner.run(flags("-expect-no-session"), shim -> Peers.server(shim).handshake())
                .passed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-server", "client"})
    void goesByteForByteWhenAsynchronous(String role) {
        boolean isServer = role.equals("-server");
        List<String> flags = new ArrayList<>(isServer ? server() : flags("-expect-no-session"));
        flags.add("-async");

        MiniRunner.run(
                        flags,
                        shim -> (isServer ? Peers.client(shim) : Peers.server(shim))
                                .handshake()
                                .exchange("byte for byte")
                                .close())
                .passed();
    }

    @Test
    void greetsFirstIfAsked() {
        MiniRunner.run(flags("-shim-writes-first", "-expect-no-session"), shim -> {
                    RunnerPeer peer = Peers.server(shim).handshake();
                    assertThat(peer.hear(5)).asString().isEqualTo("hello");
                    peer.close();
                })
                .passed();
    }

    @Test
    void greetsAsOftenAsAsked() {
        MiniRunner.run(
                        server(
                                "-shim-writes-first",
                                "-shim-initial-write",
                                "ab",
                                "-repeat-shim-initial-write",
                                "3",
                                "-shim-shuts-down"),
                        shim -> {
                            RunnerPeer peer = Peers.client(shim).handshake();
                            assertThat(peer.hear(6)).asString().isEqualTo("ababab");
                        })
                .passed();
    }

    @Test
    void readsWhileItsFirstRecordIsOnlyHalfWritten() {
        MiniRunner.run(flags("-async", "-read-with-unfinished-write", "-expect-no-session"), shim -> {
                    RunnerPeer peer = Peers.server(shim).handshake().say("well?");
                    assertThat(peer.hear(5)).asString().isEqualTo("hello");
                    assertThat(peer.hear(5)).isEqualTo(RunnerPeer.inverted("well?"));
                    peer.close();
                })
                .passed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-server", "client", "-async"})
    void sendsAnAlertOfItsOwnAfterTheHandshake(String role) {
        boolean isServer = role.equals("-server");
        List<String> flags = new ArrayList<>(isServer ? server("-send-alert") : flags("-send-alert"));
        if (role.equals("-async")) {
            flags.add(role);
        }
        flags.add("-shim-writes-first");

        MiniRunner.run(flags, shim -> {
                    RunnerPeer peer = (isServer ? Peers.client(shim) : Peers.server(shim)).handshake();
                    assertThatThrownBy(() -> peer.hear(1))
                            .isInstanceOfSatisfying(
                                    TlsException.class,
                                    failure -> assertThat(failure.peerAlert())
                                            .contains(Alert.of(AlertDescription.DECOMPRESSION_FAILURE)));
                })
                .passed();
    }

    @Test
    void exportsWhatBothSidesKnow() {
        MiniRunner.run(
                        server(
                                "-export-keying-material",
                                "64",
                                "-export-label",
                                "a label",
                                "-export-context",
                                "a context",
                                "-use-export-context"),
                        shim -> {
                            RunnerPeer peer = Peers.client(shim).handshake();
                            assertThat(peer.hear(64))
                                    .isEqualTo(
                                            peer.tls().exportKeyingMaterial("a label", Bytes.ofUtf8("a context"), 64));
                            peer.close();
                        })
                .passed();
    }

    @Test
    void exportsItsTrafficSecretsReadingBeforeWriting() {
        MiniRunner.run(server("-export-traffic-secrets"), shim -> {
                    dev.limpid.observe.SecretAccess token =
                            dev.limpid.observe.SecretAccess.dangerouslyRevealingSecrets();
                    Witness witness = new Witness(Side.CLIENT, token);
                    RunnerPeer peer = Peers.client(
                                    shim,
                                    Peers.clientConfig()
                                            .secretAccess(token)
                                            .observer(witness)
                                            .build())
                            .handshake();
                    ByteBuffer said = ByteBuffer.wrap(peer.hear(2)).order(ByteOrder.LITTLE_ENDIAN);
                    int length = said.getShort();
                    assertThat(Bytes.wrap(peer.hear(length))).isEqualTo(witness.trafficSecret(Side.CLIENT));
                    assertThat(Bytes.wrap(peer.hear(length))).isEqualTo(witness.trafficSecret(Side.SERVER));
                    peer.close();
                })
                .passed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-dtls",
                "-quic",
                "-no-tls13",
                "-max-version 771",
                "-expect-version 771",
                "-on-resume-dtls",
                "-a-flag-of-next-year",
                "-signing-prefs 65535",
                "-verify-prefs 65535",
                "-curves 65535",
                "-host-name not_a/name",
                "-cipher AES128"
            })
    void skipsWhatItDoesNotImplementWithoutConnecting(String line) {
        List<String> flags = new ArrayList<>(List.of(line.split(" ")));
        flags.addAll(new RunnerFiles(folder).credential(Peers.CERTIFICATE));

        assertThat(MiniRunner.shim(flags).skipped().err()).startsWith("unimplemented: ");
    }

    @Test
    void aFlagWithoutItsValueIsAFault() {
        MiniRunner.shim(flags("-port")).broken("-port lacks its value");
    }
}
