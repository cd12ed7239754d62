// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.demo.Proof;
import dev.limpid.inspect.KeyComparison;
import dev.limpid.inspect.verdict.Diagnosis;
import dev.limpid.inspect.verdict.ExitCode;
import dev.limpid.render.KeyTreeScreen;
import dev.limpid.render.Look;
import dev.limpid.render.StoryScreen;
import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A whole connection between a server and a client of our own, explained step by step and proven. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Watch a whole connection: a server and a client of limpid's own shake hands over TCP on this machine's loopback,"
                    + " and the client gets /products.",
            "The numbers [1] to [13] are the steps in which TLS 1.3 is usually told. What the last lines say was checked, not"
                    + " assumed: limpid looks for every secret in every byte that crossed the wire."
        })
final class DemoCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "The server's port (default: any free one).")
    private int port;

    @Mixin
    private StoryOptions story = new StoryOptions();

    @Mixin
    private LookOptions look = new LookOptions();

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > 65535) {
            throw Refusal.usage(port + " is no port", "ports go from 1 to 65535; 0 lets the system choose");
        }
        Look drawn = look.look(console);
        Report report = new Report(console.out(), drawn, story);
        return tell(run(report), drawn, report);
    }

    /** Tells what came of it. Returns the exit code. */
    int tell(Demonstration.Result result, Look drawn, Report report) {
        Diagnosis client = Diagnosis.of(result.client());
        Diagnosis server = Diagnosis.of(result.server());
        if (report.isForPrograms()) {
            report.conclude("client", result.client(), client);
            report.conclude("server", result.server(), server);
        } else {
            report.print(lines(drawn, result, client));
        }
        int code = client.isOk() ? server.exitCode() : client.exitCode();
        return code == ExitCode.OK && !result.proof().holds() ? ExitCode.DIVERGED : code;
    }

    private Demonstration.Result run(Report report) throws IOException {
        try {
            return new Demonstration(report).run(port);
        } catch (BindException e) {
            throw Refusal.local("port " + port + " is taken", "leave --port out, or choose another");
        }
    }

    private List<String> lines(Look drawn, Demonstration.Result result, Diagnosis client) {
        List<String> lines = new ArrayList<>(
                new StoryScreen(drawn, story.detail().withArticleSteps()).lines(result.client(), client));
        if (!result.body().isEmpty()) {
            lines.add("");
            result.body().lines().forEach(line -> lines.add("  " + line));
        }
        lines.add("");
        lines.addAll(new KeyTreeScreen(drawn)
                .sideBySide(
                        "client",
                        "server",
                        KeyComparison.of(result.client().keys(), result.server().keys())));
        lines.add("");
        lines.add("What this connection shows");
        for (Proof.Claim claim : result.proof().claims()) {
            lines.addAll(Signs.claim(drawn, claim.holds(), claim.sentence()));
        }
        return lines;
    }
}
