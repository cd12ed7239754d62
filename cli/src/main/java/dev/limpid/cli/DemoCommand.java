// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.demo.Meeting;
import dev.limpid.inspect.verdict.Diagnosis;
import dev.limpid.inspect.verdict.ExitCode;
import dev.limpid.render.Look;
import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Connections between a server and a client of our own, explained step by step and proven. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Watch a whole connection: a server and a client of limpid's own shake hands over TCP on this machine's loopback,"
                    + " and the client gets /products. Then they do it again with a ticket, with early data (0-RTT), and with new keys.",
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
        List<Diagnosis> diagnoses = new ArrayList<>();
        for (int i = 0; i < result.meetings().size(); i++) {
            String number = i == 0 ? "" : "-" + (i + 1);
            diagnoses.add(
                    conclude(report, "client" + number, result.meetings().get(i).client()));
            diagnoses.add(
                    conclude(report, "server" + number, result.meetings().get(i).server()));
        }
        if (!report.isForPrograms()) {
            report.print(new DemoScreen(drawn, story.detail()).lines(result));
        }
        return diagnoses.stream()
                .filter(d -> !d.isOk())
                .map(Diagnosis::exitCode)
                .findFirst()
                .orElse(result.holds() ? ExitCode.OK : ExitCode.DIVERGED);
    }

    private static Diagnosis conclude(Report report, String connection, Meeting.End end) {
        Diagnosis diagnosis = Diagnosis.of(end.story());
        if (report.isForPrograms()) {
            report.conclude(connection, end.story(), diagnosis);
        }
        return diagnosis;
    }

    private Demonstration.Result run(Report report) throws IOException {
        try {
            return new Demonstration(report).run(port);
        } catch (BindException e) {
            throw Refusal.local("port " + port + " is taken", "leave --port out, or choose another");
        }
    }
}
