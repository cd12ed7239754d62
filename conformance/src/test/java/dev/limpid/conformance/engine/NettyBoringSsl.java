// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.conformance.PeerSettings;
import dev.limpid.conformance.matrix.Peer;
import dev.limpid.observe.Side;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestCertificate;
import dev.limpid.wire.Bytes;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslCertificateCompressionAlgorithm;
import io.netty.handler.ssl.OpenSslCertificateCompressionConfig;
import io.netty.handler.ssl.OpenSslCertificateCompressionConfig.AlgorithmMode;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Netty's tcnative: BoringSSL behind Netty's engine. */
final class NettyBoringSsl extends EnginePeer {
    private final UnaryOperator<SslContextBuilder> change;
    private final Consumer<ReferenceCountedOpenSslEngine> preparation;

    NettyBoringSsl() {
        this(builder -> builder, engine -> {});
    }

    private NettyBoringSsl(
            UnaryOperator<SslContextBuilder> change, Consumer<ReferenceCountedOpenSslEngine> preparation) {
        this.change = change;
        this.preparation = preparation;
    }

    /** One that offers and uses compressed certificates. */
    static NettyBoringSsl compressing(OpenSslCertificateCompressionAlgorithm algorithm) {
        return new NettyBoringSsl(
                builder -> builder.option(
                        OpenSslContextOption.CERTIFICATE_COMPRESSION_ALGORITHMS,
                        OpenSslCertificateCompressionConfig.newBuilder()
                                .addAlgorithm(algorithm, AlgorithmMode.Both)
                                .build()),
                engine -> {});
    }

    /** A client that asks for a stapled status. */
    static NettyBoringSsl asking() {
        return new NettyBoringSsl(builder -> builder.enableOcsp(true), engine -> {});
    }

    /** A server that staples {@code status}. */
    static NettyBoringSsl stapling(Bytes status) {
        return new NettyBoringSsl(
                builder -> builder.enableOcsp(true), engine -> engine.setOcspResponse(status.toArray()));
    }

    @Override
    Peer peer() {
        return new Peer(
                "Netty (BoringSSL)", Jars.version("netty-tcnative-boringssl") + ", " + Jars.version("netty-handler"));
    }

    @Override
    Engines engines(Side role, PeerSettings settings) throws GeneralSecurityException, SSLException {
        SslContextBuilder builder = role == Side.CLIENT ? client(settings) : server(settings);
        builder.sslProvider(SslProvider.OPENSSL)
                .protocols("TLSv1.3")
                .trustManager(settings.trusted().certificate())
                .ciphers(settings.suites().stream().map(Object::toString).toList())
                .option(OpenSslContextOption.GROUPS, JssePeer.names(settings.groups()));
        if (!settings.alpn().isEmpty()) {
            builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    settings.alpn()));
        }
        SslContext context = change.apply(builder).build();
        return () -> {
            SSLEngine engine = context.newEngine(UnpooledByteBufAllocator.DEFAULT, settings.serverName(), 443);
            preparation.accept((ReferenceCountedOpenSslEngine) engine);
            return engine;
        };
    }

    @Override
    List<NamedGroup> groups() {
        return CURVES_AND_HYBRID;
    }

    @Override
    List<SignatureScheme> schemes() {
        return ECDSA_AND_RSA;
    }

    @Override
    boolean obeysSuites() {
        return false;
    }

    @Override
    boolean obeysSchemes() {
        return false;
    }

    @Override
    List<String> requestedNames(SSLEngine server) {
        return ((ExtendedSSLSession) server.getSession())
                .getRequestedServerNames().stream()
                        .map(name -> ((SNIHostName) name).getAsciiName())
                        .toList();
    }

    private static SslContextBuilder client(PeerSettings settings) throws GeneralSecurityException {
        SslContextBuilder builder = SslContextBuilder.forClient();
        if (settings.certificate().isPresent()) {
            TestCertificate own = settings.certificate().get();
            builder.keyManager(own.privateKey(), chain(own));
        }
        return builder;
    }

    private static SslContextBuilder server(PeerSettings settings) throws GeneralSecurityException {
        TestCertificate own = settings.certificate().orElseThrow();
        return SslContextBuilder.forServer(own.privateKey(), chain(own))
                .clientAuth(
                        settings.clientAuthentication() == ClientAuthentication.NEED
                                ? ClientAuth.REQUIRE
                                : ClientAuth.NONE);
    }

    private static X509Certificate[] chain(TestCertificate own) throws GeneralSecurityException {
        return Arrays.stream(JssePeer.chain(own, CertificateFactory.getInstance("X.509")))
                .toArray(X509Certificate[]::new);
    }
}
