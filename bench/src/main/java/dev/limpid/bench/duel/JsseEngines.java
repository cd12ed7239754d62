// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import dev.limpid.registry.NamedGroup;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** Engines of a JSSE provider: TLS 1.3, AES-128-GCM, the first of {@code groups}, names checked. */
record JsseEngines(SSLContext clients, SSLContext servers, List<NamedGroup> groups, List<String> suites)
        implements EngineStack.Engines {
    private static final String SUITE = "TLS_AES_128_GCM_SHA256";

    /** Longer than a ticket may live (RFC 9846 section 4.7.1: seven days): for such sessions SunJSSE issues none. */
    private static final int TOO_LONG_FOR_TICKETS = (int) Duration.ofDays(8).toSeconds();

    static JsseEngines of(Provider tls, Managers managers, List<NamedGroup> groups) throws Exception {
        TrustManager[] peers = {managers.peers()};
        SSLContext clients = SSLContext.getInstance("TLSv1.3", tls);
        clients.init(new KeyManager[0], peers, new SecureRandom());
        SSLContext servers = SSLContext.getInstance("TLSv1.3", tls);
        servers.init(new KeyManager[] {managers.keys()}, peers, new SecureRandom());
        return new JsseEngines(clients, servers, groups, List.of(SUITE));
    }

    /** As SunJSSE has to be told. */
    JsseEngines withoutTickets() {
        servers.getServerSessionContext().setSessionTimeout(TOO_LONG_FOR_TICKETS);
        return this;
    }

    /** Conscrypt looks for keys that fit its suites of TLS 1.2, even if only TLS 1.3 is allowed. */
    JsseEngines withKeysForEcdsa() {
        return new JsseEngines(clients, servers, groups, List.of(SUITE, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"));
    }

    @Override
    public SSLEngine client() {
        SSLEngine engine = clients.createSSLEngine(Scene.NAME, 443);
        engine.setUseClientMode(true);
        SSLParameters parameters = parameters(engine);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public SSLEngine server() {
        SSLEngine engine = servers.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters(engine));
        return engine;
    }

    private SSLParameters parameters(SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        parameters.setCipherSuites(suites.toArray(String[]::new));
        parameters.setNamedGroups(groups.stream().map(NamedGroup::toString).toArray(String[]::new));
        return parameters;
    }
}
