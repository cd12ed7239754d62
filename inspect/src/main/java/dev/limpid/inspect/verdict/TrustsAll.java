// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.observe.Event;
import java.util.List;

/** This client takes any certificate: whoever stands between can read and change everything. */
final class TrustsAll implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        if (!scene.isClient() || !scene.attempt().insecure() || !scene.isEstablished()) {
            return List.of();
        }
        return List.of(Verdict.certain(
                        "CONFIG.TRUST_ALL",
                        ExitCode.FINDINGS,
                        "ANY certificate would have been accepted: verification is switched off")
                .what(
                        "The connection is encrypted, but nobody knows to whom. Whoever stands between can show a certificate of their own,"
                                + " and read and change everything.")
                .whose("this client's configuration")
                .fix("leave -k (--insecure) out; give the CA with --cacert if it is a private one")
                .check(scene.attempt().command().replaceAll(" (-k|--insecure)\\b", ""))
                .java("an X509TrustManager whose checkServerTrusted does nothing")
                .openssl("SSL_VERIFY_NONE, curl -k")
                .evidence(scene.see(Event.Established.class, "handshake complete, whatever the certificate"))
                .verdict());
    }
}
