// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.observe.Side;
import dev.limpid.testkit.TestCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A stack that is a JSSE provider, set up as the JDK's documentation says. */
abstract class JssePeer extends EnginePeer {
    static final char[] PASSWORD = "interop".toCharArray();

    private final Provider provider;

    JssePeer(Provider provider) {
        this.provider = provider;
    }

    @Override
    Engines engines(Side role, PeerSettings settings) throws GeneralSecurityException, SSLException {
        SSLContext context = context(settings);
        return () -> engine(context, role, settings);
    }

    /** A context with the certificate and the trust of {@code settings}. */
    SSLContext context(PeerSettings settings) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLSv1.3", provider);
        context.init(keyManagers(settings), trustManagers(settings), null);
        return context;
    }

    private SSLEngine engine(SSLContext context, Side role, PeerSettings settings) {
        SSLEngine engine =
                role == Side.CLIENT ? context.createSSLEngine(settings.serverName(), 443) : context.createSSLEngine();
        engine.setUseClientMode(role == Side.CLIENT);
        engine.setSSLParameters(parameters(engine, settings));
        return engine;
    }

    /** The parameters of {@code engine} as {@code settings} wants them. */
    SSLParameters parameters(SSLEngine engine, PeerSettings settings) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        if (obeysSuites()) {
            parameters.setCipherSuites(names(settings.suites()));
        }
        if (obeysGroups()) {
            parameters.setNamedGroups(names(settings.groups()));
        }
        if (obeysSchemes()) {
            parameters.setSignatureSchemes(names(settings.schemes()));
        }
        if (!settings.alpn().isEmpty()) {
            parameters.setApplicationProtocols(settings.alpn().toArray(String[]::new));
        }
        if (engine.getUseClientMode()) {
            parameters.setServerNames(List.of(new SNIHostName(settings.serverName())));
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        } else if (settings.clientAuthentication() == ClientAuthentication.NEED) {
            parameters.setNeedClientAuth(true);
        }
        return parameters;
    }

    /** A store of the kind that it likes. */
    KeyStore keyStore() throws GeneralSecurityException {
        return KeyStore.getInstance("PKCS12");
    }

    /** Who reads certificates. */
    CertificateFactory certificateFactory() throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509");
    }

    /** The key of {@code own} as it likes it. */
    PrivateKey privateKey(TestCertificate own) throws GeneralSecurityException {
        return own.privateKey();
    }

    /** Where key managers come from. */
    KeyManagerFactory keyManagerFactory() throws GeneralSecurityException {
        return KeyManagerFactory.getInstance("NewSunX509");
    }

    /** Where trust managers come from. */
    TrustManagerFactory trustManagerFactory() throws GeneralSecurityException {
        return TrustManagerFactory.getInstance("PKIX");
    }

    @Override
    List<String> requestedNames(SSLEngine server) {
        return ((ExtendedSSLSession) server.getSession())
                .getRequestedServerNames().stream()
                        .map(name -> ((SNIHostName) name).getAsciiName())
                        .toList();
    }

    static String[] names(List<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }

    /** The certificates of {@code owner}, its own first. */
    static Certificate[] chain(TestCertificate owner, CertificateFactory certificates) throws CertificateException {
        List<Certificate> chain = new ArrayList<>();
        for (var der : owner.chain()) {
            chain.add(certificates.generateCertificate(new ByteArrayInputStream(der.toArray())));
        }
        return chain.toArray(Certificate[]::new);
    }

    private KeyManager[] keyManagers(PeerSettings settings) throws GeneralSecurityException {
        KeyStore store = emptyStore(keyStore());
        if (settings.certificate().isPresent()) {
            TestCertificate own = settings.certificate().get();
            store.setKeyEntry("own", privateKey(own), PASSWORD, chain(own, certificateFactory()));
        }
        KeyManagerFactory factory = keyManagerFactory();
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }

    private TrustManager[] trustManagers(PeerSettings settings) throws GeneralSecurityException {
        KeyStore store = emptyStore(keyStore());
        store.setCertificateEntry("root", settings.trusted().certificate());
        TrustManagerFactory factory = trustManagerFactory();
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore emptyStore(KeyStore store) throws GeneralSecurityException {
        try {
            store.load(null, PASSWORD);
            return store;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
