// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.inspect.verdict.ExitCode;
import dev.limpid.net.StoreException;
import dev.limpid.observe.Escape;
import dev.limpid.render.Look;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of the command {@code limpid}. */
@Command(
        name = "limpid",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "TLS 1.3 that you can see through.",
        synopsisSubcommandLabel = "COMMAND",
        subcommandsRepeatable = false,
        footerHeading = "%nBegin with:%n",
        footer = {
            "  limpid demo                          a whole connection, explained",
            "  limpid connect example.com           what a server says, and whether to trust it",
            "  limpid serve . --port 8443           this folder over HTTPS",
            "",
            "Standard output is the result, standard error the progress. Exit codes:",
            "   0 ok                2 usage                  3 local file or port",
            "  10 name unknown     11 TCP refused, timeout  12 not TLS         13 handshake timeout",
            "  20 version          21 suite, group, scheme  22 SNI             23 ALPN",
            "  24 other alert      25 closed without alert",
            "  30 unknown anchor   31 chain incomplete      32 dates, clock    33 host name",
            "  34 revoked, purpose, algorithm               40 client certificate",
            "  50 failure after the handshake               60 success, but with findings",
            "  70 limpid failed   130 interrupted",
        })
final class Limpid {
    private Limpid() {}

    public static void main(String[] arguments) {
        System.exit(run(Console.ofProcess(), arguments));
    }

    /** Runs a command line. Returns the exit code; never throws. */
    static int run(Console console, String... arguments) {
        try {
            CommandLine line = commandLine(console);
            if (arguments.length == 0) {
                line.usage(console.out());
                return ExitCode.OK;
            }
            int code = line.execute(arguments);
            console.err().flush();
            return console.delivered() || code != ExitCode.OK ? code : ExitCode.LOCAL;
        } catch (Throwable e) {
            return unexpected(console, e);
        }
    }

    private static int helpWidth(Console console) {
        return console.columns() == 0 ? Look.WIDEST : Math.clamp(console.columns(), Look.NARROWEST, Look.WIDEST);
    }

    private static CommandLine commandLine(Console console) {
        CommandLine line = new CommandLine(new Limpid())
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new ConnectCommand(console))
                .addSubcommand(new ServeCommand(console))
                .addSubcommand(new KeysCommand(console))
                .addSubcommand(new CommandLine.HelpCommand());
        return line.setOut(new PrintWriter(console.out(), true, console.out().charset()))
                .setErr(new PrintWriter(console.err(), true, console.err().charset()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(console.coloured() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(helpWidth(console))
                .setUsageHelpLongOptionsMaxWidth(30)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler((e, args) -> misused(console, e))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(console, e));
    }

    private static int misused(Console console, ParameterException e) {
        console.say("limpid: "
                + Escape.text(String.valueOf(e.getMessage()).lines().findFirst().orElse("what is wanted?")));
        List<String> suggestions =
                e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        if (!suggestions.isEmpty()) {
            console.say("        did you mean " + Escape.text(String.join(" or ", suggestions)) + "?");
        }
        console.say("        see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int failed(Console console, Exception e) {
        return switch (e) {
            case Refusal refusal -> refused(console, refusal.getMessage(), refusal.fix(), refusal.exitCode());
            case StoreException store -> refused(console, store.getMessage(), store.fix(), ExitCode.LOCAL);
            default -> unexpected(console, e);
        };
    }

    private static int refused(Console console, @Nullable String what, String fix, int code) {
        console.say("limpid: " + Escape.text(String.valueOf(what)));
        console.say("        " + (fix.isEmpty() ? "check the path, the permissions and the format" : fix));
        return code;
    }

    /** Tells where it happened by the names of our own methods; an exception's text could hold anything. */
    private static int unexpected(Console console, Throwable e) {
        console.say("limpid: something went wrong that should not have: "
                + e.getClass().getSimpleName());
        for (StackTraceElement frame : e.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.limpid.")) {
                console.say("        at " + frame.getClassName() + "." + frame.getMethodName() + ":"
                        + frame.getLineNumber());
            }
        }
        console.say(
                "        That is a fault of limpid's. Please report it with the lines above; they hold no secrets.");
        return ExitCode.INTERNAL;
    }
}
