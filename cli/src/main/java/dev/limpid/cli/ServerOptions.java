// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.cli.serve.Wrong;
import dev.limpid.config.CookieKeys;
import dev.limpid.config.ServerConfig;
import dev.limpid.config.StatelessRetry;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.net.SystemTime;
import dev.limpid.session.ExternalPsks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a server shakes hands, and what it does wrong on purpose. */
final class ServerOptions {
    @Mixin
    private IdentityOptions identity = new IdentityOptions();

    @Option(
            names = "--ocsp",
            paramLabel = "FILE",
            description = "An OCSP response in DER to staple to the --cert; it is read again when it changes.")
    private Optional<Path> ocsp = Optional.empty();

    @Option(
            names = "--ca-out",
            paramLabel = "FILE",
            description =
                    "Where the root of the CA made for this run is written, and stays (default: a temporary file).")
    private Optional<Path> caOut = Optional.empty();

    @Option(
            names = "--name",
            split = ",",
            paramLabel = "NAME",
            description = "Whom the certificate made for this run is for (default: localhost,127.0.0.1,::1).")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--wrong",
            split = ",",
            paramLabel = "FAULT",
            description = "Do it wrong on purpose: ${COMPLETION-CANDIDATES}.")
    private List<Wrong> wrong = new ArrayList<>();

    @Mixin
    private KnownClients clients = new KnownClients();

    @Mixin
    private PskOptions psks = new PskOptions();

    @Mixin
    private OfferOptions offer = new OfferOptions();

    @Mixin
    private CertificateOptions certificates = new CertificateOptions();

    @Mixin
    private RecordOptions records = new RecordOptions();

    @Option(
            names = "--cookie",
            description = "Answer every first ClientHello with a HelloRetryRequest whose cookie holds all that must be"
                    + " remembered of it, under an HMAC and bound to the client's address.")
    private boolean cookie;

    /** What is done wrong on purpose. */
    Set<Wrong> faults() {
        return wrong.isEmpty() ? EnumSet.noneOf(Wrong.class) : EnumSet.copyOf(wrong);
    }

    /** From which path on a certificate is asked for after the handshake. */
    Optional<String> laterFor() {
        return clients.laterFor();
    }

    /** Refuses what makes no sense. */
    void check() {
        if (identity.given()
                && (caOut.isPresent() || !names.isEmpty() || wrong.stream().anyMatch(Wrong::isOfCertificate))) {
            throw Refusal.usage(
                    "--ca-out, --name and a --wrong certificate are about certificates that limpid issues",
                    "leave --cert and --raw-public-key out, or those");
        }
        if (ocsp.isPresent() && !identity.certified()) {
            throw Refusal.usage(
                    "--ocsp staples what a CA says of a certificate of yours, and none was named",
                    "name the certificate: --cert FILE --key FILE");
        }
        clients.check();
    }

    /** What the server proves itself with. */
    ServerIdentity identity(Console console) {
        return ServerIdentity.of(console, identity, names, caOut, faults(), ocsp);
    }

    /** What was asked for; if nothing was said about application protocols, {@code protocols} are spoken. */
    ServerConfig config(Console console, ServerIdentity proof, List<String> protocols) {
        JcaCryptoProvider crypto = JcaCryptoProvider.jdk();
        Set<Wrong> faults = faults();
        ServerConfig.Builder builder = ServerConfig.builder(crypto, SystemTime.INSTANCE, proof.credentials());
        builder.alpn(protocols);
        offer.applyTo(builder, crypto);
        if (faults.contains(Wrong.NO_ALPN)) {
            builder.alpn(List.of("limpid-nobody-speaks-this"));
        }
        certificates.applyTo(builder);
        records.applyTo(builder);
        builder.alwaysRetry(cookie || faults.contains(Wrong.HRR)).requireServerName(faults.contains(Wrong.REQUIRE_SNI));
        if (cookie) {
            builder.statelessRetry(StatelessRetry.of(CookieKeys.rotating(crypto, StatelessRetry.DEFAULT_LIFETIME)));
        }
        ExternalPsks keys = ExternalPsks.of(psks.list(console, crypto));
        clients.applyTo(builder, crypto, faults.contains(Wrong.REQUIRE_CERT), keys);
        return builder.build();
    }
}
