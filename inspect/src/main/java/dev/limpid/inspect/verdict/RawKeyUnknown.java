// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.alert.Violation;
import dev.limpid.observe.PathFacts.Check;
import dev.limpid.observe.Side;
import java.util.List;

/** The server proved a raw public key (RFC 7250), and it is none of those that the client was told of. */
final class RawKeyUnknown extends CertificateRule {
    RawKeyUnknown() {
        super(Violation.CERTIFICATE_UNACCEPTABLE);
    }

    @Override
    List<Verdict> explain(Scene scene) {
        if (!scene.offers().isRawKey(Side.SERVER)) {
            return List.of();
        }
        return List.of(Verdict.certain(
                        "CERT.KEY.UNKNOWN",
                        ExitCode.ANCHOR,
                        "the server's raw public key is not one that was agreed on")
                .what(finding(scene, Check.Kind.CHAIN))
                .whose(
                        "the server's, if its key is new; yours, if the file is old or another server's; or somebody between"
                                + " shows a key of their own")
                .fix(
                        "ask whoever runs " + scene.peer() + " for its public key, not this connection, then:",
                        "  limpid   --peer-public-key public.pem",
                        "  OpenSSL  openssl pkey -pubin -in public.pem -outform DER | sha256sum gives the number above")
                .check(again(scene, "\"raw public key trusted\""))
                .java("none: the JDK's own provider has no raw public keys")
                .openssl("Raw public key untrusted, no trusted keys configured (95), from 3.2 on")
                .evidence(seen(scene))
                .verdict());
    }
}
