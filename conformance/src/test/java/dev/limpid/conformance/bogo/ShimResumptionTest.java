// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import static dev.limpid.conformance.bogo.MiniRunner.flags;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.message.NewSessionTicket;
import dev.limpid.observe.Event;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.Grease;
import dev.limpid.session.Tickets;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one connection leaves to the next: tickets. */
class ShimResumptionTest {
    @TempDir
    Path folder;

    private final Acquainted known = new Acquainted();

    private List<String> server(String... more) {
        return new RunnerFiles(folder).server(Peers.CERTIFICATE, more);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at once", "-async"})
    void aClientResumesWithTheLastTicket(String mode) {
        MiniRunner.run(
                        Acquainted.with(flags("-resume-count", "2", "-verify-peer"), mode),
                        shim -> Peers.server(shim, known.server())
                                .handshake()
                                .exchange("first")
                                .close(),
                        this::resumed,
                        this::resumed)
                .passed();
    }

    private void resumed(Socket shim) throws IOException {
        RunnerPeer peer = Peers.server(shim, known.server()).handshake().exchange("more");
        assertThat(peer.tls().facts().orElseThrow().resumed()).isTrue();
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at once", "-async"})
    void aServerResumes(String mode) {
        MiniRunner.run(
                        Acquainted.with(server("-resume-count", "1", "-expect-early-data-reason", "disabled"), mode),
                        known::first,
                        shim -> {
                            RunnerPeer peer = Peers.client(shim, known.client())
                                    .handshake()
                                    .exchange("second");
                            assertThat(peer.tls().facts().orElseThrow().resumed())
                                    .isTrue();
                            peer.close();
                        })
                .passed();
    }

    @Test
    void aServerGreasesItsTicketsUntold() {
        MiniRunner.run(server(), shim -> {
                    RunnerPeer peer =
                            Peers.client(shim, known.client()).handshake().exchange("first");
                    assertThat(peer.tls()
                                    .report()
                                    .last(
                                            Event.MessageSeen.class,
                                            seen -> seen.message() instanceof NewSessionTicket ticket
                                                    && ticket.extensions().types().stream()
                                                            .anyMatch(type -> Grease.is(type.code()))))
                            .contains(true);
                    peer.close();
                })
                .passed();
    }

    @Test
    void resumptionIsExpectedUnlessAFlagSaysOtherwise() {
        ServerConfig forgetful =
                known.server().toBuilder().tickets(Tickets.none()).build();

        MiniRunner.run(
                        flags("-resume-count", "1", "-on-resume-expect-session-miss", "-on-resume-expect-no-session"),
                        shim -> Peers.server(shim, known.server())
                                .handshake()
                                .exchange("1")
                                .close(),
                        shim -> Peers.server(shim, forgetful)
                                .handshake()
                                .exchange("2")
                                .close())
                .passed();
        MiniRunner.run(
                        flags("-resume-count", "1"),
                        shim -> Peers.server(shim, known.server())
                                .handshake()
                                .exchange("1")
                                .close(),
                        shim -> Peers.server(shim, forgetful).handshake())
                .broken("whether it is resumed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-no-ticket", "-skip-ticket"})
    void aServerThatIssuesNoTicketsResumesNothing(String flag) {
        MiniRunner.run(server("-resume-count", "1", flag, "-on-resume-expect-session-miss"), known::first, known::first)
                .passed();
    }

    @Test
    void aServerResumesUnderTheSuiteOfTheSessionOnly() {
        ClientConfig chacha = known.client().toBuilder()
                .cipherSuites(List.of(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, CipherSuite.TLS_AES_128_GCM_SHA256))
                .build();
        ClientConfig aes = known.client().toBuilder()
                .cipherSuites(List.of(CipherSuite.TLS_AES_128_GCM_SHA256))
                .build();

        MiniRunner.run(
                        server("-resume-count", "1", "-on-resume-expect-session-miss"),
                        shim -> Peers.client(shim, aes)
                                .handshake()
                                .exchange("first")
                                .close(),
                        shim -> {
                            RunnerPeer peer =
                                    Peers.client(shim, chacha).handshake().exchange("second");
                            assertThat(peer.tls().facts().orElseThrow().cipherSuite())
                                    .isEqualTo(CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
                            peer.close();
                        })
                .passed();
    }

    @Test
    void aTicketWithoutEarlyDataIsNotOneWithIt() {
        MiniRunner.run(
                        flags("-expect-ticket-supports-early-data"),
                        shim -> Peers.server(shim, known.server())
                                .handshake()
                                .exchange("1")
                                .close())
                .broken("good for early data");
    }
}
