// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import static dev.limpid.inspect.verdict.ExitCode.ANCHOR;
import static dev.limpid.inspect.verdict.ExitCode.CERTIFICATE;
import static dev.limpid.inspect.verdict.ExitCode.CHAIN;
import static dev.limpid.inspect.verdict.ExitCode.HOST_NAME;
import static dev.limpid.inspect.verdict.ExitCode.TIME;

import dev.limpid.observe.Side;
import java.util.ArrayList;
import java.util.List;

/** Seen from a server: the client says that it does not accept the server's certificate. */
final class CertificateDistrusted implements Rule {
    @Override
    public List<Verdict> judge(Scene scene) {
        if (scene.isClient() || scene.peerAlert().isEmpty()) {
            return List.of();
        }
        return switch (scene.peerAlert().get().toString()) {
            case "unknown_ca" -> unknownCa(scene);
            case "certificate_unknown", "bad_certificate" -> unclear(scene);
            case "certificate_expired" ->
                List.of(expired(
                        scene,
                        Verdict.certain(
                                "CERT.TIME.EXPIRED",
                                TIME,
                                "the client says that this server's certificate has expired")));
            case "certificate_revoked" ->
                List.of(plain(
                        scene,
                        Verdict.certain(
                                "CERT.REVOKED",
                                CERTIFICATE,
                                "the client says that this server's certificate was revoked"),
                        "replace the certificate and its key"));
            case "unsupported_certificate" ->
                List.of(plain(
                        scene,
                        Verdict.certain(
                                "CERT.PURPOSE", CERTIFICATE, "the client cannot use this server's kind of certificate"),
                        "use a certificate with extendedKeyUsage serverAuth and an EC P-256 or RSA key"));
            default -> List.of();
        };
    }

    private static List<Verdict> unknownCa(Scene scene) {
        List<Verdict> verdicts = new ArrayList<>();
        if (scene.offers().certificates(Side.SERVER).filter(n -> n == 1).isPresent()) {
            verdicts.add(incomplete(scene));
        }
        verdicts.add(anchor(
                scene,
                Verdict.likely("CERT.ANCHOR.UNKNOWN", ANCHOR, "the client does not trust this server's certificate")));
        return verdicts;
    }

    /** Two alerts that stacks send for almost anything. */
    private static List<Verdict> unclear(Scene scene) {
        return List.of(
                anchor(
                        scene,
                        Verdict.possible(
                                "CERT.ANCHOR.UNKNOWN",
                                ANCHOR,
                                "the client does not trust the CA of this server's certificate")),
                name(scene),
                expired(
                        scene,
                        Verdict.possible(
                                "CERT.TIME.EXPIRED",
                                TIME,
                                "this server's certificate has expired, or the client's clock is wrong")));
    }

    private static Verdict incomplete(Scene scene) {
        return Verdict.likely("CERT.CHAIN.INCOMPLETE", CHAIN, "this server sent only its own certificate")
                .what(
                        "The client said unknown_ca. This server sent one certificate; unless its issuer is itself a root that the"
                                + " client trusts, an intermediate is missing.")
                .whose("this server's configuration")
                .fix("send leaf + intermediate: --cert fullchain.pem")
                .check("limpid connect HOST:PORT   (it names the missing certificate)")
                .evidence(scene.seeAlert())
                .verdict();
    }

    private static Verdict anchor(Scene scene, Verdict.Draft draft) {
        return draft.what(
                        "The client ended the connection after it had seen the certificate, with "
                                + scene.peerAlert().orElseThrow() + ".",
                        AlertWithoutKeys.isInPlaintext(scene)
                                ? "It said so in plaintext, before it put its keys to use: anybody on the way could have said it too."
                                : "")
                .whose("the client's trust store, or this server's choice of CA")
                .fix(
                        "give the client this server's root certificate:",
                        "  curl     --cacert root.pem",
                        "  Java     -Djavax.net.ssl.trustStore=…",
                        "  OpenSSL  -CAfile root.pem")
                .java("PKIX path building failed (Java clients then say certificate_unknown)")
                .openssl("unable to get local issuer certificate (20) (OpenSSL clients then say unknown_ca)")
                .evidence(scene.seeAlert())
                .verdict();
    }

    private static Verdict name(Scene scene) {
        String asked = scene.offers().serverName().map(Phrase::name).orElse("no name");
        return Verdict.possible("CERT.NAME.MISMATCH", HOST_NAME, "the client knows this server by another name")
                .what("The client asked for " + asked + ". It may have compared that with the certificate's names.")
                .whose("the address that the client uses, or this server's certificate")
                .fix("compare the name with the certificate's subjectAltName")
                .evidence(scene.seeAlert())
                .verdict();
    }

    private static Verdict expired(Scene scene, Verdict.Draft draft) {
        return draft.what("The client judged the dates by its own clock.")
                .whose("this server's certificate, or the client's clock")
                .fix("compare the certificate's dates with both clocks; after a renewal, restart or reload the server")
                .evidence(scene.seeAlert())
                .verdict();
    }

    private static Verdict plain(Scene scene, Verdict.Draft draft, String fix) {
        return draft.whose("this server's certificate")
                .fix(fix)
                .evidence(scene.seeAlert())
                .verdict();
    }
}
