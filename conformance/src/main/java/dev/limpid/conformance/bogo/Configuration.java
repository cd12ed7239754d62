// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.TlsConnection;
import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ConfigBuilder;
import dev.limpid.config.EarlyDataPolicy;
import dev.limpid.config.Limits;
import dev.limpid.config.RecordPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.crypto.jca.JcaCryptoProvider;
import dev.limpid.identity.ServerName;
import dev.limpid.message.ClientHello;
import dev.limpid.observe.Question;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.ExtensionType;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.session.ExternalPsks;
import dev.limpid.session.Freshness;
import dev.limpid.session.ReplayGuard;
import dev.limpid.session.Tickets;
import dev.limpid.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Makes connections that are what flags say. One for the life of the shim, since later connections build on what earlier ones left. */
final class Configuration {
    /** What a server that refuses all application protocols has to offer: a name that no runner uses. */
    private static final String NO_PROTOCOL = "none of yours";

    /** The name of a server that flags do not name. It is never sent. */
    private static final String UNNAMED = "runner.invalid";

    /** As much as the runner takes for granted. */
    private static final long EARLY_DATA = 14_336;

    private static final Freshness FRESHNESS = new Freshness(Duration.ofSeconds(60), Duration.ZERO);

    private final CryptoProvider crypto = JcaCryptoProvider.jdk();
    private final ShimClock clock;
    private final LastTicket lastTicket = new LastTicket();
    private final ShimTickets tickets;
    private final ReplayGuard guard = new FirstTimes();
    private final SecretAccess access = SecretAccess.dangerouslyRevealingSecrets();

    Configuration(ShimClock clock) {
        this.clock = clock;
        this.tickets = new ShimTickets(crypto);
    }

    /** A connection that has not begun; its client has its first flight ready. */
    Attempt begin(Settings settings) {
        return settings.isServer() ? beginServer(settings) : beginClient(settings);
    }

    private Attempt beginServer(Settings settings) {
        ShimCredentials credentials = new ShimCredentials(settings);
        ImportedKeys keys = new ImportedKeys(settings, crypto);
        Witness witness = new Witness(Side.SERVER, access);
        ServerConfig config = server(settings, credentials, keys);
        tickets.begin(config.sessionBinding());
        TlsConnection connection = TlsConnection.server(config, witness);
        return new Attempt(
                connection,
                witness,
                credentials,
                keys,
                () -> tickets.opened().map(ShimTickets.Known::session),
                clock.now());
    }

    private Attempt beginClient(Settings settings) {
        ShimCredentials credentials = new ShimCredentials(settings);
        ImportedKeys keys = new ImportedKeys(settings, crypto);
        Witness witness = new Witness(Side.CLIENT, access);
        ServerName name = serverName(settings);
        lastTicket.begin(name.text());
        TlsConnection connection = TlsConnection.client(client(settings, credentials, keys), name, witness);
        return new Attempt(connection, witness, credentials, keys, lastTicket::offered, clock.now());
    }

    private ClientConfig client(Settings settings, ShimCredentials credentials, ImportedKeys keys) {
        FlagValues flags = settings.flags();
        Groups groups = Groups.of(flags, crypto);
        ClientConfig.Builder builder = common(ClientConfig.builder(crypto, clock, ShimVerifier.of(settings)), settings)
                .credentials(credentials)
                .requestStatus(settings.has("-enable-ocsp-stapling"))
                .requestTimestamps(settings.has("-enable-signed-cert-timestamps"))
                .groups(groups.offered())
                .keyShares(groups.shared())
                .sendServerName(settings.has("-host-name"))
                .grease(settings.has("-enable-grease"))
                .permuteExtensions(settings.has("-permute-extensions"))
                .sessionCache(lastTicket)
                .earlyData(settings.has("-enable-early-data"))
                .externalPsks(keys.keys())
                // Whoever has keys and wants no certificate verified takes no certificate instead of a key
                .pskOnly(!keys.keys().isEmpty() && !settings.has("-verify-peer"));
        flags.text("-advertise-alpn").ifPresent(list -> builder.alpn(protocols(list)));
        return builder.build();
    }

    private ServerConfig server(Settings settings, ShimCredentials credentials, ImportedKeys keys) {
        FlagValues flags = settings.flags();
        ServerConfig.Builder builder = common(ServerConfig.builder(crypto, clock, credentials), settings)
                .groups(Groups.of(flags, crypto).offered())
                // BoringSSL's servers always do
                .grease(true)
                .tickets(settings.has("-no-ticket") ? Tickets.none() : tickets)
                .externalPsks(ExternalPsks.of(keys.keys()));
        if (settings.has("-skip-ticket")) {
            builder.ticketCount(0);
        }
        if (settings.has("-enable-early-data")) {
            builder.earlyData(new EarlyDataPolicy(EARLY_DATA, guard, FRESHNESS));
        }
        if (settings.has("-verify-peer")) {
            builder.clientAuthentication(ClientAuthentication.WANT, ShimVerifier.of(settings));
        } else if (settings.has("-require-any-client-certificate")) {
            builder.clientAuthentication(ClientAuthentication.NEED, ShimVerifier.of(settings));
        }
        if (settings.has("-reject-alpn")) {
            builder.alpn(List.of(NO_PROTOCOL));
        }
        flags.file("-select-alpn").ifPresent(protocol -> builder.alpn(List.of(protocol)));
        ServerConfig config = builder.build();
        return config.toBuilder()
                .selector(hello -> forClient(config, settings, hello))
                .build();
    }

    /** The client's order of suites holds, as BoringSSL has it where all suites are fast. */
    private ServerConfig forClient(ServerConfig config, Settings settings, ClientHello hello) {
        if (settings.has("-fail-early-callback")) {
            throw new ViolationException(Violation.NO_CREDENTIALS, "the command line wants this to fail");
        }
        if (settings.has("-fail-ddos-callback")) {
            throw new ViolationException(Violation.INTERNAL_ERROR, "the command line has too many clients");
        }
        List<CipherSuite> suites = Stream.concat(
                        hello.cipherSuites().stream().filter(config.cipherSuites()::contains),
                        config.cipherSuites().stream())
                .distinct()
                .toList();
        tickets.settle(suites.getFirst());
        boolean certificateFirst = ImportedKeys.comeAfterCertificates(settings)
                && hello.extensions().contains(ExtensionType.SIGNATURE_ALGORITHMS);
        ServerConfig.Builder builder = config.toBuilder().cipherSuites(suites);
        return (certificateFirst ? builder.externalPsks(ExternalPsks.none()) : builder).build();
    }

    private <B extends ConfigBuilder<B>> B common(B builder, Settings settings) {
        FlagValues flags = settings.flags();
        Limits limits = flags.number("-max-cert-list")
                .map(Limits.DEFAULT::withMessageLength)
                .orElse(Limits.DEFAULT);
        int fragment = flags.number("-max-send-fragment").orElse(RecordPolicy.MOST_CONTENT);
        return builder.signatureSchemes(accepted(flags))
                .limits(limits)
                .secretAccess(access)
                .certificateCompression(RunnerCompression.of(flags))
                .records(RecordPolicy.DEFAULT.withMostContent(fragment))
                .answeredLater(settings.has("-async") ? EnumSet.allOf(Question.class) : Set.of());
    }

    /** Schemes that CertificateVerify must not use say nothing here. If no other is left, one stands there that no runner uses. */
    private List<SignatureScheme> accepted(FlagValues flags) {
        if (!flags.has("-verify-prefs")) {
            return Schemes.DEFAULT;
        }
        List<SignatureScheme> wanted = Schemes.of(flags.numbers("-verify-prefs")).stream()
                .filter(crypto.signatureSchemes()::contains)
                .distinct()
                .toList();
        return wanted.isEmpty() ? List.of(SignatureScheme.ED448) : wanted;
    }

    private static ServerName serverName(Settings settings) {
        String name = settings.flags().text("-host-name").orElse(UNNAMED);
        return ServerName.parse(name).orElseThrow(() -> new Unimplemented("-host-name " + name));
    }

    /** The names of a ProtocolNameList: each after a byte with its length. */
    private static List<String> protocols(String list) {
        Bytes bytes = Bytes.wrap(list.getBytes(StandardCharsets.ISO_8859_1));
        List<String> names = new ArrayList<>();
        for (int at = 0; at < bytes.length(); at += 1 + bytes.at(at)) {
            names.add(bytes.slice(at + 1, bytes.at(at)).toLatin1());
        }
        return names;
    }
}
