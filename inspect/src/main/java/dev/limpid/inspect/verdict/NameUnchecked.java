// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import java.util.List;

/** The chain was checked, but not whether the certificate is for this host: anybody with a certificate of that CA will do. */
final class NameUnchecked implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        boolean unchecked = scene.path(Side.SERVER)
                .filter(facts ->
                        facts.anchor().isPresent() && facts.expectedName().isEmpty())
                .isPresent();
        if (!scene.isClient() || !unchecked || scene.attempt().insecure() || !scene.isEstablished()) {
            return List.of();
        }
        return List.of(Verdict.certain(
                        "CONFIG.NO_HOSTNAME_CHECK",
                        ExitCode.FINDINGS,
                        "the certificate's NAME was not checked: any certificate of a trusted CA would have been accepted")
                .what(
                        "The chain leads to a trusted CA, but the verifier was given no name to look for. Whoever has a certificate of any"
                                + " CA in the trust store, for a name of their own, can stand between.")
                .whose("this client's configuration")
                .fix(
                        "give the verifier the name of the server that is meant; TlsChannel.connect and PkixVerifier do so by themselves")
                .java(
                        "SSLParameters.setEndpointIdentificationAlgorithm(\"HTTPS\") was not called: a bare SSLSocket does not check names")
                .openssl("SSL_set1_host was not called; s_client needs -verify_hostname")
                .evidence(scene.see(Event.PathChecked.class, "chain checked, without an expected name"))
                .verdict());
    }
}
