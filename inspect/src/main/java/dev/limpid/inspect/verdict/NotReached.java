// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.inspect.Trouble;
import dev.limpid.inspect.verdict.Verdict.Evidence;
import java.util.List;

/** There was no TCP connection: a name, a port, a file, or Limpid itself stood in the way. */
final class NotReached implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        return switch (scene.trouble()) {
            case Trouble.None _ -> List.of();
            case Trouble.LocalFile t -> List.of(file(t));
            case Trouble.LocalPort t -> List.of(port(t));
            case Trouble.NameUnknown t -> List.of(name(t, scene));
            case Trouble.Refused t -> List.of(refused(t, scene));
            case Trouble.Unreachable t -> List.of(unreachable(t, scene));
            case Trouble.ConnectTimeout t -> List.of(timeout(t, scene));
            case Trouble.Interrupted _ ->
                List.of(Verdict.certain("INTERRUPTED", ExitCode.INTERRUPTED, "stopped by you")
                        .whose("yours")
                        .verdict());
            case Trouble.Internal t -> List.of(internal(t));
        };
    }

    private static Verdict file(Trouble.LocalFile t) {
        return Verdict.certain("LOCAL.FILE", ExitCode.LOCAL, "a local file cannot be used")
                .what(t.path() + ": " + t.detail() + ".")
                .whose("this side's")
                .fix("check the path, the permissions and the file's format (PEM, PKCS#12)")
                .verdict();
    }

    private static Verdict port(Trouble.LocalPort t) {
        return Verdict.certain("LOCAL.PORT", ExitCode.LOCAL, "port " + t.port() + " cannot be opened here")
                .what("The system says: " + t.detail() + ".")
                .whose("this machine's")
                .fix("stop the program that holds the port, or choose another: --port N (0 lets the system choose)")
                .java("java.net.BindException: Address already in use")
                .verdict();
    }

    private static Verdict name(Trouble.NameUnknown t, Scene scene) {
        return Verdict.certain("PATH.NAME_UNKNOWN", ExitCode.NAME_RESOLUTION, "the name has no address")
                .what("No address was found for " + Phrase.name(t.host()) + ". Nothing was sent to any server.")
                .whose("the name, or this machine's resolver")
                .fix(
                        "check the spelling, and that the name exists in the DNS this machine asks",
                        "to reach a server that has no name yet: --connect-to ADDRESS:PORT or --resolve HOST:PORT:ADDRESS")
                .check(again(scene))
                .java("java.net.UnknownHostException: " + Phrase.name(t.host()))
                .evidence(new Evidence(t.detail(), "resolver"))
                .verdict();
    }

    private static Verdict refused(Trouble.Refused t, Scene scene) {
        return Verdict.certain("PATH.REFUSED", ExitCode.TCP, "nobody listens on that port")
                .what(t.address() + " exists and answered at once: it refused the TCP connection. TLS had not begun.")
                .whose("the server: it is not running, or listens elsewhere; or a firewall that refuses")
                .fix("start the server, or use the port and address that it listens on")
                .check(again(scene))
                .java("java.net.ConnectException: Connection refused")
                .openssl("connect: Connection refused (errno 111)")
                .evidence(new Evidence("RST in answer to SYN", t.address()))
                .verdict();
    }

    private static Verdict unreachable(Trouble.Unreachable t, Scene scene) {
        return Verdict.certain("PATH.UNREACHABLE", ExitCode.TCP, "there is no way to that address")
                .what("The network said so for " + t.address() + ": " + t.detail() + ". TLS had not begun.")
                .whose("the network: a route, a VPN, or a firewall")
                .fix("check the route; -4 or -6 chooses the address family")
                .check(again(scene))
                .java("java.net.NoRouteToHostException")
                .evidence(new Evidence(t.detail(), t.address()))
                .verdict();
    }

    private static Verdict timeout(Trouble.ConnectTimeout t, Scene scene) {
        return Verdict.certain("PATH.CONNECT_TIMEOUT", ExitCode.TCP, "the TCP connection was not answered")
                .what("For " + t.waited().toMillis() + " ms " + t.address()
                        + " answered no SYN: neither yes nor no. TLS had not begun.")
                .whose("the network or the server: a firewall that drops, or a machine that is down")
                .fix("check the address and the firewalls between; a longer --timeout helps only on a very slow path")
                .check(again(scene))
                .java("java.net.SocketTimeoutException: Connect timed out")
                .evidence(new Evidence("no answer to SYN", t.address()))
                .verdict();
    }

    private static Verdict internal(Trouble.Internal t) {
        return Verdict.certain("INTERNAL", ExitCode.INTERNAL, "Limpid itself failed")
                .what("This says nothing about the peer. It is a fault of this program, and worth a report.")
                .whose("Limpid's")
                .fix("report it with the output of -vv; secrets are not in it")
                .evidence(new Evidence(t.kind() + ": " + t.detail(), "exception"))
                .verdict();
    }

    private static String[] again(Scene scene) {
        return scene.attempt().command().isEmpty()
                ? new String[0]
                : new String[] {scene.attempt().command()};
    }
}
