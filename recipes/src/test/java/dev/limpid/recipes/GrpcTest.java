// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.jsse.LimpidProvider;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/** gRPC over Netty, both sides, with client authentication. The method is described by hand: no generated code. */
class GrpcTest {
    private static final MethodDescriptor<String, String> ECHO = MethodDescriptor.<String, String>newBuilder()
            .setType(MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName("limpid.Recipes", "Echo"))
            .setRequestMarshaller(new Text())
            .setResponseMarshaller(new Text())
            .build();

    private final CompletableFuture<SSLSession> serverSession = new CompletableFuture<>();

    @Test
    void clientCallsServer() throws Exception {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sslContext(serverTls())
                .intercept(new SessionKeeper())
                .addService(ServerServiceDefinition.builder("limpid.Recipes")
                        .addMethod(ECHO, ServerCalls.asyncUnaryCall((asked, answer) -> {
                            answer.onNext("echo " + asked);
                            answer.onCompleted();
                        }))
                        .build())
                .build()
                .start();
        var channel = NettyChannelBuilder.forAddress("localhost", server.getPort())
                .sslContext(clientTls())
                .build();
        try {
            String answer = ClientCalls.blockingUnaryCall(channel, ECHO, CallOptions.DEFAULT, "of gRPC");
            assertThat(answer).isEqualTo("echo of gRPC");
        } finally {
            channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
            server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        }
        Proof.of(serverSession.get());
        assertThat(serverSession.get().getPeerPrincipal().getName()).isEqualTo("CN=cook");
    }

    /** So that nobody takes the short way that its documentation shows. */
    @Test
    void ownBuilderKnowsTheProvidersOfOthersOnly() {
        assertThatThrownBy(() -> GrpcSslContexts.configure(SslContextBuilder.forClient(), new LimpidProvider()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SslContext serverTls() throws SSLException {
        // #region server
        return SslContextBuilder.forServer(Ingredients.keyManager())
                .sslProvider(SslProvider.JDK)
                .sslContextProvider(Ingredients.provider())
                .protocols("TLSv1.3")
                .applicationProtocolConfig(h2())
                .trustManager(Ingredients.trustManager())
                .clientAuth(ClientAuth.REQUIRE)
                .build();
        // #endregion
    }

    private static SslContext clientTls() throws SSLException {
        // #region client
        return SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .sslContextProvider(Ingredients.provider())
                .protocols("TLSv1.3")
                .applicationProtocolConfig(h2())
                .trustManager(Ingredients.trustManager())
                .keyManager(Ingredients.clientKeyManager())
                .build();
        // #endregion
    }

    private static ApplicationProtocolConfig h2() {
        return new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_2);
    }

    private final class SessionKeeper implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            serverSession.complete(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
            return next.startCall(call, headers);
        }
    }

    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes(UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), UTF_8);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
