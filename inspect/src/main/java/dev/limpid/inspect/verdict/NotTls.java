// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.inspect.verdict.Verdict.Evidence;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** The peer's first bytes are another protocol's. */
final class NotTls implements Rule {
    private static final int SHOWN = 16;

    @Override
    public List<Verdict> judge(Scene scene) {
        Bytes first = scene.attempt().firstBytes();
        if (first.isEmpty() || scene.isEstablished() || Dialect.looksLikeTls(first)) {
            return List.of();
        }
        Optional<Dialect> dialect = Dialect.of(first);
        String protocol = dialect.map(Dialect::title).orElse("a protocol that is not TLS");
        return List.of(scene.isClient() ? server(scene, protocol, dialect, first) : client(protocol, dialect, first));
    }

    private static Verdict server(Scene scene, String protocol, Optional<Dialect> dialect, Bytes first) {
        return Verdict.certain("PATH.NO_TLS", ExitCode.NOT_TLS, "the server does not speak TLS here, but " + protocol)
                .what("The first bytes from " + Phrase.name(scene.attempt().target()) + " are no TLS record. "
                        + dialect.map(d -> "They are how " + d.title() + " begins.")
                                .orElse("They fit no protocol that Limpid knows."))
                .whose("the port: another service is there, or TLS has not been switched on")
                .fix(dialect.flatMap(Dialect::advice).orElse("use the port on which the server speaks TLS"))
                .check(scene.attempt().command())
                .java("SSLException: Unsupported or unrecognized SSL message")
                .openssl("wrong version number, or packet length too long")
                .evidence(seen(first))
                .verdict();
    }

    private static Verdict client(String protocol, Optional<Dialect> dialect, Bytes first) {
        return Verdict.certain("PATH.NO_TLS", ExitCode.NOT_TLS, "the client does not speak TLS, but " + protocol)
                .what("This port speaks TLS. The client's first bytes are no TLS record"
                        + dialect.map(d -> ", but how " + d.title() + " begins").orElse("") + ".")
                .whose("the client's: it uses the wrong port or scheme")
                .fix(
                        dialect.filter(d -> d == Dialect.HTTP).isPresent()
                                ? "use https:// in the client's address"
                                : "switch TLS on in the client, or send it to the plaintext port")
                .evidence(seen(first))
                .verdict();
    }

    private static Evidence seen(Bytes first) {
        Bytes shown = first.slice(0, Math.min(SHOWN, first.length()));
        String text = shown.toLatin1().replaceAll("[^\\x20-\\x7e]", ".");
        return new Evidence("first bytes: " + shown.toHex() + "  |" + text + "|", "offset 0");
    }
}
