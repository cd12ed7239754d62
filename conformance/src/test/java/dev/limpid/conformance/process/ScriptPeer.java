// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.process;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestCertificate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A language with TLS in its library, playing a script of {@code src/test/resources/peers}. */
final class ScriptPeer extends ToolPeer {
    private static final String NODE_VERSION = "'Node ' + process.version + ', OpenSSL ' + process.versions.openssl";

    private final String script;
    private final List<NamedGroup> groups;

    private ScriptPeer(Tool tool, Papers papers, String script, List<NamedGroup> groups) {
        super(tool, papers);
        this.script = Path.of("src", "test", "resources", "peers", script).toString();
        this.groups = groups;
    }

    /** Python's module {@code ssl}. */
    static ScriptPeer python(Papers papers) {
        Tool tool = Tool.require(
                "Python ssl",
                "python3",
                "-c",
                "import platform, ssl; print('Python', platform.python_version() + ',', ssl.OPENSSL_VERSION)");
        return new ScriptPeer(tool, papers, "echo.py", Combinations.CURVES);
    }

    /** Node's module {@code tls}, of the Node on the path. */
    static ScriptPeer node(Papers papers) {
        return new ScriptPeer(
                Tool.require("Node tls", "node", "-p", NODE_VERSION), papers, "echo.js", Combinations.CURVES);
    }

    /** The same of a Node that knows X25519MLKEM768, at the path in the environment variable LIMPID_NODE. */
    static ScriptPeer newNode(Papers papers) {
        return new ScriptPeer(
                Tool.requireFrom("Node tls, 24 or later", "LIMPID_NODE", "-p", NODE_VERSION),
                papers,
                "echo.js",
                Combinations.CURVES_AND_HYBRID);
    }

    @Override
    List<NamedGroup> groups() {
        return groups;
    }

    @Override
    List<NamedGroup> rareGroups() {
        return groups.contains(NamedGroup.X25519MLKEM768)
                ? Stream.concat(Combinations.CURVES_AND_FIELDS.stream(), Combinations.POST_QUANTUM.stream())
                        .toList()
                : Combinations.CURVES_AND_FIELDS;
    }

    @Override
    List<SignatureScheme> schemes() {
        return Combinations.SCHEMES;
    }

    @Override
    boolean tellsWhyItRefuses() {
        return !isNode();
    }

    @Override
    boolean isDeafUntilTypedTo() {
        return !isNode();
    }

    @Override
    List<String> clientCommand(int port, PeerSettings settings) {
        List<String> arguments = arguments("client", settings);
        arguments.add("--port=" + port);
        arguments.add("--name=" + settings.serverName());
        return tool().command(arguments.stream());
    }

    @Override
    List<String> serverCommand(PeerSettings settings, List<String> more) {
        List<String> arguments = arguments("server", settings);
        arguments.addAll(more);
        if (settings.clientAuthentication() == ClientAuthentication.NEED) {
            arguments.add("--demand=yes");
        }
        return tool().command(arguments.stream());
    }

    @Override
    ToolServer awaitServer(PeerProcess process) {
        return ToolServer.await(process, "listening (\\d+)\n");
    }

    @Override
    boolean obeysSuites() {
        return isNode();
    }

    @Override
    List<String> stapling(Path file) {
        return isNode() ? List.of("--staple=" + file) : List.of();
    }

    @Override
    List<String> askingForStatus() {
        return isNode() ? List.of("--status=yes") : List.of();
    }

    @Override
    List<String> authenticatingLater() {
        return List.of("--later=yes");
    }

    /** It visits twice in one run. */
    @Override
    List<String> resuming(Path file) {
        return List.of("--resume=yes");
    }

    private List<String> arguments(String role, PeerSettings settings) {
        List<String> arguments = new ArrayList<>(List.of(script, "--role=" + role));
        arguments.add("--ca=" + papers.chain(settings.trusted()));
        settings.certificate().ifPresent(own -> arguments.addAll(certificate(own)));
        if (!settings.alpn().isEmpty()) {
            arguments.add("--alpn=" + String.join(",", settings.alpn()));
        }
        if (!settings.groups().equals(groups)) {
            arguments.add("--groups=" + joined(settings.groups()));
        }
        if (!settings.suites().equals(Combinations.SUITES)) {
            arguments.add("--suites=" + joined(settings.suites()));
        }
        return arguments;
    }

    private boolean isNode() {
        return script.endsWith(".js");
    }

    private static String joined(List<?> names) {
        return names.stream().map(Object::toString).collect(Collectors.joining(":"));
    }

    private List<String> certificate(TestCertificate own) {
        return List.of("--cert=" + papers.chain(own), "--key=" + papers.key(own));
    }
}
