// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.observe.Choice;
import dev.limpid.observe.Choice.Subject;
import dev.limpid.observe.Event;
import java.util.Collection;
import java.util.List;

/** A server found no cipher suite, group or signature scheme that both sides have. */
final class NothingInCommon implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        if (scene.isClient()) {
            return List.of();
        }
        Offers offers = scene.offers();
        return scene.violation()
                .map(v -> switch (v) {
                    case NO_COMMON_CIPHER_SUITE ->
                        List.of(suite(
                                scene,
                                "this server and the client have no cipher suite in common",
                                offered(scene, offers.suites(), Subject.CIPHER_SUITE)));
                    case NO_COMMON_GROUP ->
                        List.of(group(
                                scene,
                                "this server and the client have no key-exchange group in common",
                                offered(scene, offers.groups(), Subject.GROUP)));
                    case NO_COMMON_SIGNATURE_SCHEME, NO_CREDENTIALS ->
                        List.of(scheme(
                                scene,
                                "no certificate of this server fits the client's signature schemes",
                                offered(scene, offers.schemes(), Subject.SIGNATURE_SCHEME)));
                    default -> List.<Verdict>of();
                })
                .orElse(List.of());
    }

    static Verdict suite(Scene scene, String title, String what) {
        return draft(scene, "NEG.SUITE.NONE", title)
                .what(what)
                .whose("whichever side's list is narrower than meant")
                .fix(
                        "allow TLS_AES_128_GCM_SHA256 on both sides: every TLS 1.3 implementation must have it (section 9.1)")
                .check(again(scene, "--ciphersuites TLS_AES_128_GCM_SHA256"))
                .java("no cipher suites in common (in Java often a key type or an alias: look at the certificate too)")
                .openssl("no shared cipher")
                .evidence(scene.isClient() ? scene.seeAlert() : scene.seeViolation())
                .verdict();
    }

    static Verdict group(Scene scene, String title, String what) {
        return draft(scene, "NEG.GROUP.NONE", title)
                .what(what)
                .whose("whichever side's list is narrower than meant")
                .fix(
                        "allow secp256r1 and x25519 on both sides:",
                        "  nginx    ssl_ecdh_curve X25519:prime256v1;",
                        "  Java     jdk.tls.namedGroups",
                        "  OpenSSL  Groups in openssl.cnf, -groups")
                .check(again(scene, "--groups x25519,secp256r1,secp384r1"))
                .java("No supported named groups, or unexpected_message from a Java server")
                .openssl("no suitable key share, no shared group")
                .evidence(scene.isClient() ? scene.seeAlert() : scene.seeViolation())
                .verdict();
    }

    static Verdict scheme(Scene scene, String title, String what) {
        return draft(scene, "NEG.SIGALG.NONE", title)
                .what(what)
                .whose("the server's certificate, or the client's list of signature schemes")
                .fix(
                        "use a certificate with an EC P-256 or RSA key; TLS 1.3 signs with RSA-PSS, which smart cards, old HSMs"
                                + " and some key stores cannot do: an EC key avoids that")
                .check(again(scene, "--sigalgs ecdsa_secp256r1_sha256,rsa_pss_rsae_sha256"))
                .java("No supported CertificateVerify signature algorithm, or no available authentication scheme")
                .openssl("no suitable signature algorithm, no shared signature algorithms")
                .evidence(scene.isClient() ? scene.seeAlert() : scene.seeViolation())
                .verdict();
    }

    private static Verdict.Draft draft(Scene scene, String code, String title) {
        return scene.isClient()
                ? Verdict.possible(code, ExitCode.PARAMETERS, title)
                : Verdict.certain(code, ExitCode.PARAMETERS, title);
    }

    private static String offered(Scene scene, Collection<?> values, Subject subject) {
        String ours = scene.story().all(Event.Chosen.class).stream()
                .map(Event.Chosen::choice)
                .filter(c -> c.subject() == subject)
                .map(NothingInCommon::rejected)
                .reduce("", (a, b) -> b);
        return "The client offered " + Phrase.list(values) + "." + ours;
    }

    private static String rejected(Choice choice) {
        return choice.rejected().isEmpty()
                ? ""
                : " Not taken: "
                        + Phrase.list(choice.rejected().stream()
                                .map(r -> r.value() + " (" + r.reason() + ")")
                                .toList())
                        + ".";
    }

    static String[] again(Scene scene, String option) {
        String command = scene.attempt().command();
        return command.isEmpty() ? new String[0] : new String[] {command + " " + option};
    }
}
