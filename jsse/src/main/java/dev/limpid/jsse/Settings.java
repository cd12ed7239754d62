// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.identity.ServerName;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import java.security.AlgorithmConstraints;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** What an application sets on one engine or socket before it shakes hands. Not thread-safe. */
final class Settings {
    private final ContextState context;
    private final LimpidParameters parameters;
    private @Nullable String host;
    private OptionalInt port = OptionalInt.empty();
    private @Nullable Boolean client;
    private boolean sessionCreation = true;

    /**
     * What the context begins with.
     *
     * @param client the role, or null if that is still to be said
     * @param host whom a client is to talk to, or null
     */
    Settings(ContextState context, @Nullable Boolean client, @Nullable String host) {
        this(context, client, host, context.parameters());
    }

    private Settings(
            ContextState context, @Nullable Boolean client, @Nullable String host, LimpidParameters parameters) {
        this.context = context;
        this.client = client;
        this.host = host;
        this.parameters = parameters;
    }

    /** The names of all suites that can be enabled. */
    static String[] supportedSuites(ContextState context) {
        return JsseNames.of(context.crypto().cipherSuites());
    }

    /** A copy of these settings, for a socket that a server socket accepted. */
    Settings copy() {
        Settings copy = new Settings(context, client, host, ParameterCopy.of(parameters));
        copy.sessionCreation = sessionCreation;
        return copy;
    }

    ContextState context() {
        return context;
    }

    /** Whom a client is to talk to, or null. */
    @Nullable
    String host() {
        return host;
    }

    /** The port that a client was told to talk to, if it was; a socket's own is the proxy's where there is one. */
    OptionalInt port() {
        return port;
    }

    void port(int number) {
        port = number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    void host(String name) {
        host = name;
    }

    boolean hasRole() {
        return client != null;
    }

    boolean isClient() {
        return client != null && client;
    }

    void client(boolean mode) {
        client = mode;
    }

    boolean sessionCreation() {
        return sessionCreation;
    }

    void sessionCreation(boolean allowed) {
        sessionCreation = allowed;
    }

    /** What is set now; the caller's to change. What has a value without being set is said too. */
    LimpidParameters parameters() {
        LimpidParameters copy = ParameterCopy.of(parameters);
        serverName().ifPresent(name -> copy.setServerNames(List.<SNIServerName>of(name)));
        copy.setMaximumPacketSize(copy.getMaximumPacketSize() == 0 ? TlsSession.PACKET : copy.getMaximumPacketSize());
        copy.setProtocols(new String[] {JsseNames.PROTOCOL});
        copy.setCipherSuites(enabledSuites());
        return copy;
    }

    /** What is set, for those who only look. */
    LimpidParameters live() {
        return parameters;
    }

    void apply(SSLParameters given) {
        if (given.getCipherSuites() != null) {
            JsseNames.suites(given.getCipherSuites(), context.crypto().cipherSuites());
        }
        if (given.getProtocols() != null) {
            JsseNames.checkProtocols(given.getProtocols());
        }
        ParameterCopy.into(given, parameters);
    }

    String[] enabledSuites() {
        return JsseNames.of(suites());
    }

    void enableSuites(String[] names) {
        JsseNames.suites(names, context.crypto().cipherSuites());
        parameters.setCipherSuites(names);
    }

    void enableProtocols(String[] names) {
        JsseNames.checkProtocols(names);
        parameters.setProtocols(names);
    }

    /** The suites that may be negotiated, in order of preference. */
    List<CipherSuite> suites() {
        String[] names = parameters.getCipherSuites();
        if (names != null) {
            return rules().suites(JsseNames.suites(names, context.crypto().cipherSuites()));
        }
        JdkProperties properties = context.properties();
        return rules().suites((isClient() ? properties.clientSuites() : properties.serverSuites())
                .orElse(context.standard().cipherSuites()));
    }

    /** The groups that may be negotiated, in order of preference. */
    List<NamedGroup> groups() {
        String[] names = parameters.getNamedGroups();
        if (names != null) {
            return rules().groups(JsseNames.groups(names, context.crypto().supportedGroups()));
        }
        return rules().groups(
                        context.properties().groups().orElse(context.standard().groups()));
    }

    /** The schemes that this side accepts, in order of preference. */
    List<SignatureScheme> schemes() {
        return rules().schemes(chosenSchemes().orElse(context.standard().signatureSchemes()));
    }

    /** The schemes that this side signs with: those that it accepts, if somebody chose them, or else all there are. */
    List<SignatureScheme> signingSchemes() {
        return rules().schemes(chosenSchemes().orElse(context.crypto().signatureSchemes()));
    }

    private Optional<List<SignatureScheme>> chosenSchemes() {
        String[] names = parameters.getSignatureSchemes();
        if (names != null) {
            return Optional.of(JsseNames.schemes(names, context.crypto().signatureSchemes()));
        }
        JdkProperties properties = context.properties();
        return isClient() ? properties.clientSchemes() : properties.serverSchemes();
    }

    /**
     * The name that a client sends without being told to. Names without a dot are those of a private network or of this machine: as
     * other providers do, they are not told to anybody.
     */
    Optional<SNIHostName> serverName() {
        return parameters.getServerNames() != null || !isClient()
                ? Optional.empty()
                : Optional.ofNullable(host)
                        .flatMap(ServerName::parse)
                        .filter(name -> name.isDns() && name.text().contains("."))
                        .map(name -> new SNIHostName(name.text()));
    }

    /** The endpoint identification algorithm, or "" for none. */
    String identification() {
        String algorithm = parameters.getEndpointIdentificationAlgorithm();
        return algorithm == null ? "" : algorithm;
    }

    /** By what the peer's certificates are judged beside the managers, as text: sessions are bound to it. */
    String judgement() {
        AlgorithmConstraints constraints = parameters.getAlgorithmConstraints();
        return identification() + " " + schemes()
                + (constraints == null ? "" : " " + constraints.getClass().getName() + "@" + constraints.hashCode());
    }

    /** What the JVM and the application forbid. */
    AlgorithmRules rules() {
        return context.rules().and(parameters.getAlgorithmConstraints());
    }
}
