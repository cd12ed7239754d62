// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.TlsConnection;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ConfigBuilder;
import dev.limpid.config.Limits;
import dev.limpid.config.RecordPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.config.TlsConfig;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.ServerName;
import dev.limpid.inspect.jfr.JfrEvents;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Question;
import dev.limpid.observe.Side;
import dev.limpid.session.SessionCache;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import org.jspecify.annotations.Nullable;

/**
 * One connection's beginning: what was set becomes a configuration of the stack, and the managers its credentials and verifier. What
 * was set afterwards is too late.
 */
final class Negotiation {
    /** For a client that was not told whom it talks to: nobody has this name (RFC 6761). */
    private static final ServerName UNNAMED = ServerName.of("unnamed.invalid");

    /** A record's header and what protection adds to its content. */
    private static final int OVERHEAD = TlsConnection.RECORD_BUFFER - RecordPolicy.MOST_CONTENT;

    private final Settings settings;
    private final ContextState context;
    private final Managers managers;
    private final Endpoint endpoint;
    private final @Nullable String host;
    private final Set<Question> answeredLater;
    private final TlsSession session;
    private final ManagedTrust trust;
    private final TlsConnection connection;
    private int mostContent = RecordPolicy.MOST_CONTENT;

    /**
     * Opens a connection; a client's ClientHello is pending then.
     *
     * @param host whom a client talks to, if that was said
     * @param answeredLater the questions that are handed out
     */
    Negotiation(
            Settings settings,
            Endpoint endpoint,
            Carrier carrier,
            @Nullable String host,
            int port,
            Set<Question> answeredLater) {
        this.settings = settings;
        this.context = settings.context();
        this.managers = context.managers();
        this.endpoint = endpoint;
        this.host = host;
        this.answeredLater = answeredLater;
        Side side = settings.isClient() ? Side.CLIENT : Side.SERVER;
        this.session = new TlsSession(context.sessions(settings.isClient()), carrier, side, host, port);
        this.trust = new ManagedTrust(managers, endpoint, session, settings);
        this.connection =
                settings.isClient() ? openClient(port) : TlsConnection.server(serverConfig(), recording(host, port));
        session.connection(connection);
    }

    /** How many bytes of data a record of this side may hold. */
    int mostContent() {
        return mostContent;
    }

    TlsConnection connection() {
        return connection;
    }

    TlsSession session() {
        return session;
    }

    /** What the trust manager threw, if it refused the peer. */
    Optional<CertificateException> refusal() {
        return trust.refusal();
    }

    private TlsConnection openClient(int port) {
        Optional<ServerName> explicit = explicitName();
        Optional<ServerName> known = explicit.or(() -> Optional.ofNullable(host).flatMap(ServerName::parse));
        ClientConfig.Builder builder = ClientConfig.builder(context.crypto(), context.time(), trust);
        common(builder);
        builder.groups(settings.groups())
                .sendServerName(explicit.isPresent() || settings.serverName().isPresent());
        builder.requestStatus(context.properties().requestStatus());
        if (known.isPresent() && context.properties().clientTickets()) {
            builder.sessionCache(context.sessions(true).clientTickets(session)).sessionPartition(host + ":" + port);
        } else {
            builder.sessionCache(SessionCache.none());
        }
        LimpidParameters parameters = settings.live();
        builder.earlyData(!parameters.earlyData().isEmpty());
        parameters.apply(builder);
        ClientConfig config = builder.build();
        describe(config);
        if (config.sendServerName()) {
            known.filter(ServerName::isDns).ifPresent(name -> session.requestedName(name.text()));
        }
        return TlsConnection.client(config, known.orElse(UNNAMED), recording(host, port));
    }

    /** An application that changes one line gets the events of Flight Recorder too. */
    private static Observer recording(@Nullable String host, int port) {
        return JfrEvents.connection(host == null ? "" : host + ":" + port);
    }

    private Optional<ServerName> explicitName() {
        List<SNIServerName> names = settings.live().getServerNames();
        return names == null
                ? Optional.empty()
                : names.stream()
                        .filter(SNIHostName.class::isInstance)
                        .map(name -> ServerName.of(((SNIHostName) name).getAsciiName()))
                        .findFirst();
    }

    private ServerConfig serverConfig() {
        LimpidParameters parameters = settings.live();
        ServerConfig.Builder builder = ServerConfig.builder(context.crypto(), context.time(), Credentials.none());
        common(builder);
        builder.groups(settings.groups()).clientVerifier(trust);
        if (parameters.getNeedClientAuth()) {
            builder.clientAuthentication(ClientAuthentication.NEED, trust);
        } else if (parameters.getWantClientAuth()) {
            builder.clientAuthentication(ClientAuthentication.WANT, trust);
        }
        context.properties().ticketCount().ifPresent(count -> builder.ticketCount(Math.min(count, 16)));
        builder.tickets(context.tickets());
        parameters.apply(builder);
        ServerConfig config = builder.build();
        describe(config);
        ServerConfig.Builder wrapped = config.toBuilder();
        if (config.resumes()) {
            wrapped.tickets(context.sessions(false).serverTickets(config.tickets(), session));
        }
        HelloSelector selector =
                new HelloSelector(wrapped.build(), ParameterCopy.of(settings.live()), endpoint, session);
        return selector.isNeeded()
                ? wrapped.selector(selector).build()
                : wrapped.answeredLater(withoutConfig(config)).build();
    }

    private static Set<Question> withoutConfig(ServerConfig config) {
        return config.answeredLater().stream()
                .filter(question -> question != Question.CONFIGURATION)
                .collect(Collectors.toSet());
    }

    private void describe(TlsConfig config) {
        session.localSchemes(config.certificateSignatureSchemes());
        mostContent = config.records().mostContent();
    }

    private void common(ConfigBuilder<?> builder) {
        LimpidParameters parameters = settings.live();
        builder.cipherSuites(settings.suites())
                .signatureSchemes(settings.schemes())
                .alpn(List.of(parameters.getApplicationProtocols()))
                .credentials(new ManagedCredentials(managers, endpoint, session, settings.signingSchemes()))
                .pskOnly(!settings.sessionCreation())
                .answeredLater(answeredLater);
        context.properties().messageSize().ifPresent(size -> builder.limits(Limits.DEFAULT.withMessageLength(size)));
        int packet = parameters.getMaximumPacketSize();
        if (packet > 0) {
            int content = Math.clamp(packet - OVERHEAD, 1, RecordPolicy.MOST_CONTENT);
            builder.records(RecordPolicy.DEFAULT.withMostContent(content));
        }
    }
}
