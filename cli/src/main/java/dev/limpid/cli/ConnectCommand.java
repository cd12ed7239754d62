// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.tap.Tap;
import dev.limpid.config.ClientConfig;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.identity.ServerName;
import dev.limpid.inspect.Attempt;
import dev.limpid.inspect.KeyLog;
import dev.limpid.inspect.Story;
import dev.limpid.inspect.verdict.Diagnosis;
import dev.limpid.inspect.verdict.ExitCode;
import dev.limpid.net.SystemTime;
import dev.limpid.net.Timeouts;
import dev.limpid.net.Transport;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.Side;
import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.io.OutputStream;
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
    private Bytes earlyFile = Bytes.EMPTY;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "[https://]HOST[:PORT][/PATH]",
            description =
                    "The server; an IPv6 address in brackets; port 443 unless given. A path is fetched as with --get.")
    private String target = "";

    @Option(names = "--get", paramLabel = "PATH", description = "Then send an HTTP/1.1 GET for that path.")
    private Optional<String> get = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the body of --get goes; - is standard output (default: counted, not kept).")
    private Optional<String> output = Optional.empty();

    @Option(names = "--fail", description = "Exit with 50 if the HTTP status is 400 or more.")
    private boolean fail;

    @Option(
            names = "--tunnel",
            description =
                    "Then carry standard input to the server and what it sends to standard output, until it closes.")
    private boolean tunnel;

    @Option(
            names = {"--servername", "--sni"},
            paramLabel = "NAME",
            description =
                    "The server's name in SNI, and the name that its certificate must be for (default: the target's).")
    private Optional<String> serverName = Optional.empty();

    @Option(names = "--no-sni", description = "Do not tell the server which name is wanted.")
    private boolean noSni;

    @Mixin
    private ReachOptions reach = new ReachOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Mixin
    private IdentityOptions identity = new IdentityOptions();

    @Mixin
    private OfferOptions offer = new OfferOptions();

    @Mixin
    private CertificateOptions certificates = new CertificateOptions();

    @Mixin
    private RecordOptions records = new RecordOptions();

    @Option(
            names = "--ocsp",
            paramLabel = "ask|no",
            defaultValue = "ask",
            description = "Whether to ask for a stapled OCSP response, which then counts (default: ${DEFAULT-VALUE}).")
    private Wish ocsp = Wish.ASK;

    @Option(names = "--sct", description = "Ask for signed certificate timestamps (RFC 6962).")
    private boolean timestamps;

    @Option(
            names = "--no-grease",
            description =
                    "List nothing meaningless in the ClientHello (RFC 8701), and keep its extensions in one order.")
    private boolean noGrease;

    @Mixin
    private SessionOptions sessions = new SessionOptions();

    @Mixin
    private PskOptions psks = new PskOptions();

    @Option(names = "--post-handshake-auth", description = "Let the server ask for the --cert after the handshake too.")
    private boolean postHandshake;

    @Option(names = "--key-update", description = "Update both sides' keys once hands are shaken.")
    private boolean keyUpdate;

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

    /** Whether to ask for something. */
    enum Wish {
        ASK,
        NO
    }

    ConnectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Target whom = Target.parse(target);
        Optional<String> path = get.or(whom::path);
        check(path);
        sessions.check(path.isPresent());
        earlyFile = sessions.early()
                .filter(what -> !what.equals("get"))
                .map(file -> EarlyFile.content(Path.of(file)))
                .orElse(Bytes.EMPTY);
        PrintStream stage = tunnel || output.equals(Optional.of("-")) ? console.err() : console.out();
        Report report = new Report(stage, look.look(console), story);
        Sessions tickets = sessions.sessions();
        ClientConfig config = config(tickets);
        int code = keyLog.isEmpty() ? connect(whom, path, config, report) : logged(whom, path, config, report);
        sessions.keep(tickets, console);
        return code;
    }

    private int logged(Target whom, Optional<String> path, ClientConfig config, Report report) throws IOException {
        SecretAccess access = SecretAccess.dangerouslyRevealingSecrets();
        try (KeyLog log = keyLog(keyLog.get(), access)) {
            console.say("limpid: writing this connection's secrets to "
                    + Refusal.quoted(keyLog.get().toString()));
            ClientConfig logged = config.toBuilder()
                    .secretAccess(access)
                    .observer(log.connection())
                    .build();
            int code = connect(whom, path, logged, report);
            log.failure().ifPresent(e -> {
                throw Refusal.file("write", keyLog.get(), e);
            });
            return code;
        }
    }

    private void check(Optional<String> path) {
        if (tunnel && path.isPresent()) {
            throw Refusal.usage("--tunnel and a path to get exclude each other", "leave one of them out");
        }
        if (noSni && serverName.isPresent()) {
            throw Refusal.usage("--no-sni and --servername exclude each other", "leave one of them out");
        }
        if (path.isEmpty() && (output.isPresent() || fail)) {
            throw Refusal.usage("-o and --fail are about an HTTP answer", "say what to fetch: --get PATH");
        }
    }

    private ClientConfig config(Sessions tickets) {
        JcaCryptoProvider crypto = JcaCryptoProvider.jdk();
        ClientConfig.Builder builder = ClientConfig.builder(crypto, SystemTime.INSTANCE, trust.verifier(console))
                .sendServerName(!noSni);
        offer.applyTo(builder, crypto);
        certificates.applyTo(builder);
        records.applyTo(builder);
        sessions.applyTo(builder, tickets);
        builder.externalPsks(psks.list(console, crypto)).postHandshakeAuthentication(postHandshake);
        builder.grease(!noGrease).permuteExtensions(!noGrease);
        builder.requestStatus(ocsp == Wish.ASK).requestTimestamps(timestamps);
        if (identity.given()) {
            builder.credentials(identity.credentials(console));
        }
        return builder.build();
    }

    private static KeyLog keyLog(Path file, SecretAccess access) {
        try {
            return KeyLog.toFile(file, access);
        } catch (IOException e) {
            throw Refusal.file("keep a key log in", file, e);
        }
    }

    /** Connects as often as was asked for, until that fails. */
    private int connect(Target whom, Optional<String> path, ClientConfig config, Report report) throws IOException {
        int code = ExitCode.OK;
        for (int i = 1; i <= sessions.connections() && code == ExitCode.OK; i++) {
            if (i > 1) {
                report.between(i, sessions.connections());
            }
            code = connect(Integer.toString(i), whom, path, config, report);
        }
        return code;
    }

    private int connect(String number, Target whom, Optional<String> path, ClientConfig config, Report report)
            throws IOException {
        ServerName name = serverName.map(Target::name).orElse(whom.host());
        Attempt attempt = Attempt.toServer(whom.address(), command());
        attempt = trust.insecure() ? attempt.insecurely() : attempt;
        Duration timeout = reach.timeout();
        long began = System.nanoTime();
        return switch (reach.dialer().dial(reach.address(whom), timeout)) {
            case Dialer.Outcome.Failed(var trouble) -> {
                Story nothing = report.recording().story(attempt.stoppedBy(trouble));
                yield conclude(report, number, nothing);
            }
            case Dialer.Outcome.Connected(var channel, long nanos) -> {
                Duration left = timeout.minusNanos(System.nanoTime() - began);
                Timeouts timeouts = Timeouts.DEFAULT
                        .withHandshake(left.isPositive() ? left : Duration.ofMillis(1))
                        .withRead(timeout)
                        .withWrite(timeout)
                        .withClose(Duration.ofSeconds(1));
                Visit visit = new Visit(
                        attempt,
                        config,
                        name,
                        timeouts,
                        Tap.ofFirstBytes(Transport.of(channel)),
                        nanos,
                        report.recording(),
                        report.live(number, Side.CLIENT));
                try (Interruption _ = Interruption.watch(() -> tell(report, number, visit.interrupted()))) {
                    yield visit(visit, number, whom, path, report);
                }
            }
        };
    }

    private int visit(Visit visit, String number, Target whom, Optional<String> path, Report report)
            throws IOException {
        if (tunnel) {
            Tunnel errand = new Tunnel(console);
            visit.go(prepared(errand));
            int code = conclude(report, number, visit.story());
            return errand.lost() && code == ExitCode.OK ? ExitCode.LOCAL : code;
        }
        if (path.isEmpty()) {
            visit.go(prepared((channel, v) -> {}));
            return conclude(report, number, visit.story());
        }
        Download download = new Download(console, output, fail, !report.isForPrograms() && story.verbosity() > 0);
        try (OutputStream body = download.open()) {
            Fetch errand = new Fetch(
                    path.get(),
                    whom.hostHeader(),
                    "limpid/" + Version.current(),
                    body,
                    sessions.early().isPresent());
            visit.go(prepared(errand));
            int code = conclude(report, number, visit.story());
            return download.judge(errand, code);
        }
    }

    /** {@code errand} with what goes before it. */
    private Visit.Errand prepared(Visit.Errand errand) {
        Visit.Errand keyed = keyUpdate ? new KeyUpdateFirst(errand) : errand;
        return earlyFile.isEmpty() ? keyed : new EarlyFile(earlyFile, keyed);
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
