// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.EarlyDataPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.identity.DangerouslyUnverified;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.identity.PkixVerifier;
import dev.limpid.net.PasswordSource;
import dev.limpid.net.TrustStores;
import dev.limpid.session.ExternalPsks;
import dev.limpid.session.Freshness;
import dev.limpid.session.KeyRotation;
import dev.limpid.session.RecentBinders;
import dev.limpid.session.StatelessTickets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a server knows its clients: by certificates, and by what they were given before. */
final class KnownClients {
    private static final int MOST_TICKETS = 16;
    private static final int REMEMBERED = 100_000;

    @Option(names = "--client-auth", paramLabel = "want|need", description = "Ask clients for a certificate.")
    private Optional<ClientAuthentication> clientAuthentication = Optional.empty();

    @Option(
            names = "--client-ca",
            paramLabel = "FILE|any",
            description =
                    "The CAs to trust for clients, as --cacert of connect (default: this JVM's cacerts); any takes every"
                            + " certificate whose key the client has.")
    private Optional<String> anchors = Optional.empty();

    @Mixin
    private PinnedKeys pinned = new PinnedKeys();

    @Option(
            names = "--post-handshake-auth",
            paramLabel = "PATH",
            arity = "0..1",
            fallbackValue = "/",
            description =
                    "Ask for a certificate when a path is requested that begins with PATH (any, if left out), of clients"
                            + " that offer that; without one the answer is 403.")
    private Optional<String> laterFor = Optional.empty();

    @Option(
            names = "--tickets",
            paramLabel = "N",
            defaultValue = "2",
            description =
                    "How many tickets a client gets to come back with, and the most it may ask for, 0 to 16; their keys are"
                            + " this run's alone, and change every 12 hours (default: ${DEFAULT-VALUE}).")
    private int tickets;

    @Option(
            names = "--max-early-data",
            paramLabel = "BYTES",
            description =
                    "Dangerous: take so much early data (0-RTT), once from each ClientHello. A request that may not come twice"
                            + " is answered with 425 Too Early (RFC 8470).")
    private Optional<Long> earlyData = Optional.empty();

    /** From which path on a certificate is asked for after the handshake. */
    Optional<String> laterFor() {
        return laterFor;
    }

    void check() {
        if ((anchors.isPresent() || pinned.given()) && clientAuthentication.isEmpty() && laterFor.isEmpty()) {
            throw Refusal.usage(
                    (pinned.given() ? "--peer-public-key" : "--client-ca") + " says whom to trust, but nobody is asked",
                    "add --client-auth want or need");
        }
        if (laterFor.filter(path -> !path.startsWith("/")).isPresent()) {
            throw Refusal.usage(
                    "--post-handshake-auth " + Refusal.quoted(laterFor.get()) + " is no path",
                    "paths begin with a slash: --post-handshake-auth=/private");
        }
        if (tickets < 0 || tickets > MOST_TICKETS) {
            throw Refusal.usage("--tickets is " + tickets, "give 0 to 16; 0 lets nobody resume");
        }
        if (earlyData.filter(n -> n < 1 || n > 0xffff_ffffL).isPresent()) {
            throw Refusal.usage("--max-early-data is " + earlyData.get(), "give 1 to 4294967295 bytes");
        }
        if (earlyData.isPresent() && tickets == 0) {
            throw Refusal.usage("--max-early-data needs tickets, and --tickets is 0", "leave one of them out");
        }
    }

    /** Puts what was asked for into {@code builder}; {@code needed} asks for a certificate in any case. */
    void applyTo(ServerConfig.Builder builder, CryptoProvider crypto, boolean needed, ExternalPsks keys) {
        ClientAuthentication wanted =
                needed ? ClientAuthentication.NEED : clientAuthentication.orElse(ClientAuthentication.NONE);
        if (wanted != ClientAuthentication.NONE) {
            builder.clientAuthentication(wanted, verifier());
        } else if (laterFor.isPresent()) {
            builder.clientVerifier(verifier());
        }
        if (tickets > 0) {
            builder.tickets(StatelessTickets.rotating(crypto, KeyRotation.DEFAULT))
                    .ticketCount(tickets);
        }
        earlyData.ifPresent(most -> builder.earlyData(EarlyDataPolicy.of(most, guard())));
        builder.externalPsks(keys);
    }

    /** No ClientHello of before this run can be sent again: the keys of its tickets are new. */
    private static RecentBinders guard() {
        return new RecentBinders(REMEMBERED, Instant.now().minus(Freshness.DEFAULT.window()));
    }

    private PeerVerifier verifier() {
        return pinned.verifier(anchors.isPresent(), this::ofCertificates);
    }

    private PeerVerifier ofCertificates() {
        if (anchors.filter("any"::equals).isPresent()) {
            return DangerouslyUnverified.wrap(PkixVerifier.trusting(TrustStores.jvm()));
        }
        return PkixVerifier.trusting(anchors.map(file -> TrustStores.load(Path.of(file), PasswordSource.NONE))
                .orElseGet(TrustStores::jvm));
    }
}
