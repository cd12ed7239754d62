// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import dev.limpid.testkit.TestCertificate;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * A provider on which the contract is tested.
 *
 * @param name what the table of differences calls it
 */
record Subject(String name, Provider provider) {
    /** The protocol of all these tests. */
    static final String TLS13 = "TLSv1.3";

    /** The name of the server. */
    static final String HOST = "shop.lab";

    /** Whether this is the JDK's, which departs here from what the contract says or leaves open; Limpid follows it. */
    boolean departs(Difference difference) {
        return difference.departing().equals(name);
    }

    /** A context for such owners of keys, which trusts the root. */
    SSLContext context(TestCertificate... owners) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance(TLS13, provider);
        context.init(Papers.keys(owners), Papers.trust(), null);
        return context;
    }

    /** The context of {@code shop.lab}. */
    SSLContext shop() throws GeneralSecurityException {
        return context(Papers.SHOP);
    }

    /** The context of a client without a certificate. */
    SSLContext visitor() throws GeneralSecurityException {
        return context();
    }

    /** An engine for TLS 1.3 alone, as a client of {@code shop.lab}. */
    static SSLEngine client(SSLContext context) {
        return client(context, HOST, parameters -> {});
    }

    /** The same with other parameters. */
    static SSLEngine client(SSLContext context, String host, Consumer<SSLParameters> change) {
        SSLEngine engine = context.createSSLEngine(host, 443);
        engine.setUseClientMode(true);
        return changed(engine, change);
    }

    /** An engine for TLS 1.3 alone, as a server. */
    static SSLEngine server(SSLContext context) {
        return server(context, parameters -> {});
    }

    /** The same with other parameters. */
    static SSLEngine server(SSLContext context, Consumer<SSLParameters> change) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return changed(engine, change);
    }

    /** A client and the shop that have not said anything yet. */
    EnginePair pair() throws GeneralSecurityException {
        return pair(parameters -> {}, parameters -> {});
    }

    /** The same with other parameters. */
    EnginePair pair(Consumer<SSLParameters> clientChange, Consumer<SSLParameters> serverChange)
            throws GeneralSecurityException {
        return new EnginePair(client(visitor(), HOST, clientChange), server(shop(), serverChange));
    }

    @Override
    public String toString() {
        return name;
    }

    private static SSLEngine changed(SSLEngine engine, Consumer<SSLParameters> change) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {TLS13});
        change.accept(parameters);
        engine.setSSLParameters(parameters);
        return engine;
    }
}
