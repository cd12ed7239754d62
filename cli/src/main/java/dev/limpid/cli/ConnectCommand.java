// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.tap.Tap;
import dev.limpid.config.ClientConfig;
import dev.limpid.inspect.Attempt;
import dev.limpid.inspect.KeyLog;
import dev.limpid.inspect.Story;
import dev.limpid.inspect.verdict.Diagnosis;
import dev.limpid.inspect.verdict.ExitCode;
import dev.limpid.net.Timeouts;
import dev.limpid.net.Transport;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.Side;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One connection to a server: shakes hands, says how it went and why, and closes. */
@Command(
        name = "connect",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Connect to a server, shake hands, tell the verdict and the story, and close.",
            "Standard output is the story; with --tunnel or -o - it is the payload, and the story goes to standard error."
        })
final class ConnectCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "[https://]HOST[:PORT][/PATH]",
            description =
                    "The server; an IPv6 address in brackets; port 443 unless given. A path is fetched as with --get.")
    private String target = "";

    @Mixin
    private ErrandOptions errand = new ErrandOptions();

    @Mixin
    private ReachOptions reach = new ReachOptions();

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Option(
            names = "--keylog",
            paramLabel = "FILE",
            description =
                    "Dangerous: write the connection's secrets to FILE (RFC 9850). Whoever reads it reads the connection.")
    private Optional<Path> keyLog = Optional.empty();

    @Option(
            names = "--fail-on",
            paramLabel = "warn",
            description = "Exit with 60 on success with findings, such as -k on a certificate that is not trusted.")
    private Optional<Severity> failOn = Optional.empty();

    @Mixin
    private StoryOptions story = new StoryOptions();

    @Mixin
    private LookOptions look = new LookOptions();

    /** How bad a finding is. */
    enum Severity {
        WARN
    }

    ConnectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Target whom = Target.parse(target);
        Optional<String> path = errand.path(whom);
        errand.check(path);
        client.check(path.isPresent());
        SessionOptions sessions = client.sessions();
        PrintStream stage = errand.needStandardOutput() ? console.err() : console.out();
        Report report = new Report(stage, look.look(console), story);
        Errands errands = new Errands(
                console,
                errand,
                whom,
                path,
                sessions.requestGoesEarly(),
                sessions.earlyFile(),
                !report.isForPrograms() && story.verbosity() > 0);
        Sessions tickets = sessions.sessions();
        ClientConfig config = client.config(console, tickets);
        int code = keyLog.isEmpty() ? connect(errands, config, report) : logged(errands, config, report);
        sessions.keep(tickets, console);
        return code;
    }

    private int logged(Errands errands, ClientConfig config, Report report) throws IOException {
        SecretAccess access = SecretAccess.dangerouslyRevealingSecrets();
        try (KeyLog log = keyLog(keyLog.get(), access)) {
            console.say("limpid: writing this connection's secrets to "
                    + Refusal.quoted(keyLog.get().toString()));
            ClientConfig logged = config.toBuilder()
                    .secretAccess(access)
                    .observer(log.connection())
                    .build();
            int code = connect(errands, logged, report);
            log.failure().ifPresent(e -> {
                throw Refusal.file("write", keyLog.get(), e);
            });
            return code;
        }
    }

    private static KeyLog keyLog(Path file, SecretAccess access) {
        try {
            return KeyLog.toFile(file, access);
        } catch (IOException e) {
            throw Refusal.file("keep a key log in", file, e);
        }
    }

    /** Connects as often as was asked for, until that fails. */
    private int connect(Errands errands, ClientConfig config, Report report) throws IOException {
        int all = client.sessions().connections();
        int code = ExitCode.OK;
        for (int i = 1; i <= all && code == ExitCode.OK; i++) {
            if (i > 1) {
                report.between(i, all);
            }
            code = connect(Integer.toString(i), errands, config, report);
        }
        return code;
    }

    private int connect(String number, Errands errands, ClientConfig config, Report report) throws IOException {
        Target whom = errands.target();
        Attempt attempt = Attempt.toServer(whom.address(), command());
        attempt = client.insecure() ? attempt.insecurely() : attempt;
        long began = System.nanoTime();
        return switch (reach.dialer().dial(reach.address(whom), reach.timeout())) {
            case Dialer.Outcome.Failed(var trouble) -> {
                Story nothing = report.recording().story(attempt.stoppedBy(trouble));
                yield conclude(report, number, nothing);
            }
            case Dialer.Outcome.Connected(var channel, long nanos) -> {
                Visit visit = new Visit(
                        attempt,
                        config,
                        client.serverName(whom),
                        timeouts(System.nanoTime() - began),
                        Tap.ofFirstBytes(Transport.of(channel)),
                        nanos,
                        report.recording(),
                        report.live(number, Side.CLIENT));
                try (Interruption _ = Interruption.watch(() -> tell(report, number, visit.interrupted()))) {
                    yield errands.run(visit, () -> conclude(report, number, visit.story()));
                }
            }
        };
    }

    /** What is left of the time once TCP was connected, {@code taken} ns after the beginning. */
    private Timeouts timeouts(long taken) {
        Duration timeout = reach.timeout();
        Duration left = timeout.minusNanos(taken);
        return Timeouts.DEFAULT
                .withHandshake(left.isPositive() ? left : Duration.ofMillis(1))
                .withRead(timeout)
                .withWrite(timeout)
                .withClose(Duration.ofSeconds(1));
    }

    private int conclude(Report report, String number, Story told) {
        int code = tell(report, number, told);
        return code == ExitCode.FINDINGS && failOn.isEmpty() ? ExitCode.OK : code;
    }

    private static int tell(Report report, String number, Story told) {
        Diagnosis diagnosis = Diagnosis.of(told);
        report.conclude(number, told, diagnosis);
        return diagnosis.exitCode();
    }

    /** What to type to do the same again, without passwords. */
    private String command() {
        StringBuilder command = new StringBuilder("limpid");
        boolean secret = false;
        for (String argument : spec.commandLine().getParseResult().originalArgs()) {
            command.append(' ').append(secret ? "…" : CommandText.quoted(CommandText.withoutPassword(argument)));
            secret = CommandText.announcesPassword(argument);
        }
        return command.toString();
    }
}
