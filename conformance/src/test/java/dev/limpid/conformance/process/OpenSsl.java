// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import dev.limpid.alert.AlertDescription;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestCertificate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code openssl s_client} and {@code openssl s_server}. */
final class OpenSsl extends ToolPeer {
    OpenSsl(Papers papers) {
        super(Tool.require("OpenSSL", "openssl", "version"), papers);
    }

    @Override
    List<NamedGroup> groups() {
        return List.of(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1);
    }

    @Override
    List<SignatureScheme> schemes() {
        return Combinations.SCHEMES;
    }

    @Override
    List<String> clientCommand(int port, PeerSettings settings) {
        List<String> arguments = new ArrayList<>(List.of("s_client", "-connect", "127.0.0.1:" + port));
        arguments.addAll(List.of("-servername", settings.serverName(), "-verify_hostname", settings.serverName()));
        arguments.addAll(List.of("-CAfile", papers.chain(settings.trusted()), "-verify_return_error"));
        arguments.addAll(List.of("-no_ign_eof", "-tls1_3", "-ciphersuites", suites(settings)));
        settings.certificate().ifPresent(own -> arguments.addAll(certificate(own)));
        if (!settings.alpn().isEmpty()) {
            arguments.addAll(List.of("-alpn", String.join(",", settings.alpn())));
        }
        arguments.addAll(groups(settings));
        return tool().command(arguments.stream());
    }

    @Override
    List<String> serverCommand(PeerSettings settings, List<String> more) {
        return command(settings, Stream.concat(Stream.of("-rev"), more.stream()));
    }

    @Override
    ToolServer awaitServer(PeerProcess process) {
        return ToolServer.await(process, "ACCEPT [^\n]*:(\\d+)\n");
    }

    /** A server that types what it reads, and sends what it is typed, commands aside. */
    ToolServer startTerminal(PeerSettings settings, String... more) {
        return awaitServer(PeerProcess.start(command(settings, Stream.of(more))));
    }

    @Override
    List<String> withTls12Alone(List<String> command) {
        return command.stream()
                .map(argument -> argument.equals("-tls1_3") ? "-tls1_2" : argument)
                .toList();
    }

    @Override
    List<String> stapling(Path file) {
        return List.of("-status_file", file.toString());
    }

    @Override
    List<String> askingForStatus() {
        return List.of("-status");
    }

    @Override
    String statusSeen() {
        return "Cert Status: good";
    }

    @Override
    boolean resumesByItself() {
        return false;
    }

    @Override
    List<String> keeping(Path file) {
        return List.of("-sess_out", file.toString());
    }

    @Override
    List<String> sendingEarly(Path file) {
        return List.of("-early_data", file.toString());
    }

    @Override
    List<String> authenticatingLater() {
        return List.of("-enable_pha");
    }

    @Override
    List<String> resuming(Path file) {
        return List.of("-sess_in", file.toString());
    }

    private List<String> command(PeerSettings settings, Stream<String> more) {
        List<String> arguments = new ArrayList<>(List.of("s_server", "-accept", "127.0.0.1:0", "-tls1_3"));
        more.forEach(arguments::add);
        arguments.addAll(List.of("-ciphersuites", suites(settings)));
        arguments.addAll(certificate(settings.certificate().orElseThrow()));
        if (!settings.alpn().isEmpty()) {
            arguments.addAll(List.of("-alpn", String.join(",", settings.alpn())));
        }
        if (settings.clientAuthentication() == ClientAuthentication.NEED) {
            arguments.addAll(
                    List.of("-Verify", "2", "-verify_return_error", "-CAfile", papers.chain(settings.trusted())));
        }
        arguments.addAll(groups(settings));
        return tool().command(arguments.stream());
    }

    @Override
    String answer(String line) {
        return new StringBuilder(line).reverse().toString();
    }

    @Override
    String keyUpdateCommand() {
        return "K";
    }

    @Override
    boolean says(AlertDescription alert, String output) {
        return output.contains("SSL alert number " + alert.code());
    }

    /** Its own choice, unless it has to be another. */
    private List<String> groups(PeerSettings settings) {
        return settings.groups().equals(groups())
                ? List.of()
                : List.of(
                        "-groups",
                        settings.groups().stream().map(NamedGroup::toString).collect(Collectors.joining(":")));
    }

    private static String suites(PeerSettings settings) {
        return settings.suites().stream().map(CipherSuite::toString).collect(Collectors.joining(":"));
    }

    private List<String> certificate(TestCertificate own) {
        return List.of("-cert", papers.chain(own), "-key", papers.key(own));
    }
}
