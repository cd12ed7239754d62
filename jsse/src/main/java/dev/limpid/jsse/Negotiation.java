// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.TlsConnection;
import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.RecordPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.config.TlsConfig;
import dev.limpid.identity.ServerName;
import dev.limpid.inspect.jfr.JfrEvents;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Question;
import dev.limpid.observe.Side;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private final Settings settings;
    private final ContextState context;
    private final Managers managers;
    private final Terms terms;
    private final Endpoint endpoint;
    private final @Nullable String host;
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
        this.terms = context.terms().of(settings, managers, answeredLater);
        this.endpoint = endpoint;
        this.host = host;
        Side side = settings.isClient() ? Side.CLIENT : Side.SERVER;
        this.session = new TlsSession(context.sessions(settings.isClient()), carrier, side, host, port);
        this.trust = new ManagedTrust(managers, endpoint, session, settings, terms.basis());
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
        LimpidParameters parameters = settings.live();
        ClientConfig.Builder builder = terms.client().toBuilder()
                .verifier(trust)
                .credentials(credentials())
                .pskOnly(!settings.sessionCreation())
                .sendServerName(explicit.isPresent() || settings.serverName().isPresent())
                .earlyData(!parameters.earlyData().isEmpty());
        if (known.isPresent() && context.properties().clientTickets()) {
            builder.sessionCache(context.sessions(true).clientTickets(session)).sessionPartition(host + ":" + port);
        }
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
        ServerConfig.Builder builder = terms.server().toBuilder()
                .credentials(credentials())
                .clientVerifier(trust)
                .pskOnly(!settings.sessionCreation())
                .tickets(context.tickets());
        if (parameters.getNeedClientAuth()) {
            builder.clientAuthentication(ClientAuthentication.NEED, trust);
        } else if (parameters.getWantClientAuth()) {
            builder.clientAuthentication(ClientAuthentication.WANT, trust);
        }
        parameters.apply(builder);
        ServerConfig config = builder.build();
        describe(config);
        ServerConfig.Builder wrapped = config.toBuilder();
        if (config.resumes()) {
            wrapped.tickets(context.sessions(false).serverTickets(config.tickets(), session));
        }
        if (HelloSelector.isNeeded(parameters, endpoint)) {
            ServerConfig chosenFrom = wrapped.build();
            return wrapped.selector(new HelloSelector(chosenFrom, ParameterCopy.of(parameters), endpoint, session))
                    .build();
        }
        return config.answeredLater().contains(Question.CONFIGURATION)
                ? wrapped.answeredLater(Terms.withoutConfiguration(config.answeredLater()))
                        .build()
                : wrapped.build();
    }

    private ManagedCredentials credentials() {
        return new ManagedCredentials(managers, endpoint, session, terms.signing());
    }

    private void describe(TlsConfig config) {
        session.localSchemes(config.certificateSignatureSchemes());
        mostContent = config.records().mostContent();
    }
}
