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
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** {@code gnutls-cli} and {@code gnutls-serv}. */
final class GnuTls extends ToolPeer {
    private static final String PRIORITY = "NORMAL:-VERS-ALL:+VERS-TLS1.3";

    /** Below the ports that systems give to whoever wants any: no other connection takes one of these before the server does. */
    private static final int LOWEST_PORT = 15_000;

    private static final int HIGHEST_PORT = 32_000;

    /** Option that lets it know servers by their raw public keys. */
    static final String WITH_RAW_KEY = "--priority=" + PRIORITY + ":+CTYPE-SRV-RAWPK";

    /** Option that lets it take keys that were given beforehand. */
    static final String WITH_PSK = "--priority=" + PRIORITY + ":+PSK:+ECDHE-PSK:+DHE-PSK";

    private final Tool server;

    GnuTls(Papers papers) {
        super(Tool.require("GnuTLS", "gnutls-cli", "--version"), papers);
        server = Tool.require("GnuTLS", "gnutls-serv", "--version");
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
        List<String> arguments = new ArrayList<>(List.of("--port=" + port, priority(settings)));
        arguments.add("--sni-hostname=" + settings.serverName());
        arguments.add("--verify-hostname=" + settings.serverName());
        arguments.add("--x509cafile=" + papers.chain(settings.trusted()));
        arguments.add("--inline-commands");
        settings.alpn().forEach(protocol -> arguments.add("--alpn=" + protocol));
        settings.certificate().ifPresent(own -> arguments.addAll(certificate(own)));
        arguments.add("127.0.0.1");
        return tool().command(arguments.stream());
    }

    /** Its server names alerts in its debug log alone. It can neither let the system choose a port nor stay on loopback. */
    @Override
    List<String> serverCommand(PeerSettings settings, List<String> more) {
        int port = freePort();
        List<String> arguments = new ArrayList<>(List.of("--debug=5", "--echo", "--port=" + port, priority(settings)));
        arguments.addAll(certificate(settings.certificate().orElseThrow()));
        settings.alpn().forEach(protocol -> arguments.add("--alpn=" + protocol));
        if (settings.clientAuthentication() == ClientAuthentication.NEED) {
            arguments.addAll(List.of("--require-client-cert", "--verify-client-cert"));
            arguments.add("--x509cafile=" + papers.chain(settings.trusted()));
        } else {
            arguments.add("--disable-client-cert");
        }
        arguments.addAll(more);
        return server.command(arguments.stream());
    }

    @Override
    ToolServer awaitServer(PeerProcess process) {
        return ToolServer.await(process, "listening on IPv4 0.0.0.0 port (\\d+)\\.\\.\\.done");
    }

    @Override
    List<String> withTls12Alone(List<String> command) {
        return command.stream()
                .map(argument ->
                        argument.startsWith("--priority=") ? "--priority=NORMAL:-VERS-ALL:+VERS-TLS1.2" : argument)
                .toList();
    }

    @Override
    List<String> stapling(Path file) {
        return List.of("--ocsp-response=" + file);
    }

    @Override
    List<String> askingForStatus() {
        return List.of("--ocsp", "--verbose");
    }

    @Override
    List<String> sendingEarly(Path file) {
        return List.of("--earlydata=" + file);
    }

    @Override
    List<String> authenticatingLater() {
        return List.of("--post-handshake-auth");
    }

    /** It visits twice in one run. */
    @Override
    List<String> resuming(Path file) {
        return List.of("--resume", "--waitresumption");
    }

    @Override
    String keyUpdateCommand() {
        return "^rekey^";
    }

    @Override
    boolean takesCookieAlone() {
        return false;
    }

    @Override
    boolean says(AlertDescription alert, String output) {
        return output.contains("'" + alert.code() + "'")
                || output.contains("[" + alert.code() + "]")
                || output.contains("Alert[2|" + alert.code() + "]");
    }

    /** Its own choice of suites and groups, unless it has to be another. */
    private String priority(PeerSettings settings) {
        StringBuilder priority = new StringBuilder("--priority=" + PRIORITY);
        if (!settings.suites().equals(Combinations.SUITES)) {
            priority.append(":-CIPHER-ALL");
            settings.suites().forEach(suite -> priority.append(":+").append(cipher(suite)));
        }
        if (!settings.groups().equals(groups())) {
            priority.append(":-GROUP-ALL");
            settings.groups()
                    .forEach(group ->
                            priority.append(":+GROUP-").append(group.toString().toUpperCase(Locale.ROOT)));
        }
        return priority.toString();
    }

    private static String cipher(CipherSuite suite) {
        if (suite.equals(CipherSuite.TLS_CHACHA20_POLY1305_SHA256)) {
            return "CHACHA20-POLY1305";
        }
        return suite.equals(CipherSuite.TLS_AES_128_GCM_SHA256) ? "AES-128-GCM" : "AES-256-GCM";
    }

    private List<String> certificate(TestCertificate own) {
        return List.of("--x509certfile=" + papers.chain(own), "--x509keyfile=" + papers.key(own));
    }

    private static int freePort() {
        for (int i = 0; i < 1000; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // The next, then
            }
        }
        throw new AssertionError("no port is free");
    }
}
