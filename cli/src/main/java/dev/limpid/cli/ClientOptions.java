// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.config.ClientConfig;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.identity.ServerName;
import dev.limpid.net.SystemTime;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a client shakes hands. */
final class ClientOptions {
    @Option(
            names = {"--servername", "--sni"},
            paramLabel = "NAME",
            description =
                    "The server's name in SNI, and the name that its certificate must be for (default: the target's).")
    private Optional<String> serverName = Optional.empty();

    @Option(names = "--no-sni", description = "Do not tell the server which name is wanted.")
    private boolean noSni;

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Mixin
    private IdentityOptions identity = new IdentityOptions();

    @Mixin
    private OfferOptions offer = new OfferOptions();

    @Mixin
    private CertificateOptions certificates = new CertificateOptions();

    @Mixin
    private RecordOptions records = new RecordOptions();

    @Option(
            names = "--ocsp",
            paramLabel = "ask|no",
            defaultValue = "ask",
            description = "Whether to ask for a stapled OCSP response, which then counts (default: ${DEFAULT-VALUE}).")
    private Wish ocsp = Wish.ASK;

    @Option(names = "--sct", description = "Ask for signed certificate timestamps (RFC 6962).")
    private boolean timestamps;

    @Option(
            names = "--no-grease",
            description =
                    "List nothing meaningless in the ClientHello (RFC 8701), and keep its extensions in one order.")
    private boolean noGrease;

    @Mixin
    private SessionOptions sessions = new SessionOptions();

    @Mixin
    private PskOptions psks = new PskOptions();

    @Option(names = "--post-handshake-auth", description = "Let the server ask for the --cert after the handshake too.")
    private boolean postHandshake;

    /** Whether to ask for something. */
    enum Wish {
        ASK,
        NO
    }

    /** Whether the server is talked to whoever it is. */
    boolean insecure() {
        return trust.insecure();
    }

    /** How this client comes back. */
    SessionOptions sessions() {
        return sessions;
    }

    /** The name that the server's certificate must be for. */
    ServerName serverName(Target target) {
        return serverName.map(Target::name).orElse(target.host());
    }

    /** Refuses what makes no sense; {@code fetches} says whether a path is to be got. */
    void check(boolean fetches) {
        if (noSni && serverName.isPresent()) {
            throw Refusal.usage("--no-sni and --servername exclude each other", "leave one of them out");
        }
        sessions.check(fetches);
    }

    /** What was asked for, with {@code tickets} to come back with. */
    ClientConfig config(Console console, Sessions tickets) {
        JcaCryptoProvider crypto = JcaCryptoProvider.jdk();
        ClientConfig.Builder builder = ClientConfig.builder(crypto, SystemTime.INSTANCE, trust.verifier(console))
                .sendServerName(!noSni);
        offer.applyTo(builder, crypto);
        certificates.applyTo(builder);
        records.applyTo(builder);
        sessions.applyTo(builder, tickets);
        builder.externalPsks(psks.list(console, crypto)).postHandshakeAuthentication(postHandshake);
        builder.grease(!noGrease).permuteExtensions(!noGrease);
        builder.requestStatus(ocsp == Wish.ASK).requestTimestamps(timestamps);
        if (identity.given()) {
            builder.credentials(identity.credentials(console));
        }
        return builder.build();
    }
}
