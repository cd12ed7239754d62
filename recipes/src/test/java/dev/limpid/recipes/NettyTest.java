// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient.Version;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Netty's {@link SslHandler} with h2 by ALPN: server and client, and the server with the JDK's client. */
class NettyTest {
    // #region alpn
    private static final ApplicationProtocolConfig ALPN = new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            ApplicationProtocolNames.HTTP_2);
    // #endregion

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private Channel server;

    @BeforeEach
    void start() throws Exception {
        // #region server
        SslContext tls = SslContextBuilder.forServer(Ingredients.keyManager())
                .sslProvider(SslProvider.JDK)
                .sslContextProvider(Ingredients.provider())
                .protocols("TLSv1.3")
                .applicationProtocolConfig(ALPN)
                .build();
        // #endregion
        server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(NettyStreams.pipeline(
                        tls::newHandler, Http2FrameCodecBuilder.forServer(), new NettyStreams.Echo()))
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
    }

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void jdkClientAsksOverHttp2() throws Exception {
        Guest.visit(port(), Version.HTTP_2);
    }

    @Test
    void clientAsksServerOverHttp2() throws Exception {
        Channel channel = connect("localhost");
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        handler.handshakeFuture().sync();
        assertThat(handler.applicationProtocol()).isEqualTo(ApplicationProtocolNames.HTTP_2);
        Proof.of(handler.engine().getSession());
        assertThat(NettyStreams.ask(channel, "by streams")).isEqualTo("by streams");
    }

    @Test
    void clientRefusesAServerOfAnotherName() throws Exception {
        SslHandler handler = connect("127.0.0.1").pipeline().get(SslHandler.class);
        assertThat(handler.handshakeFuture().await().cause()).satisfies(Proof::isRefusalOfName);
    }

    private Channel connect(String host) throws Exception {
        // #region client
        SslContext tls = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .sslContextProvider(Ingredients.provider())
                .protocols("TLSv1.3")
                .applicationProtocolConfig(ALPN)
                .trustManager(Ingredients.trustManager())
                .build();
        // #endregion
        return new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .handler(NettyStreams.pipeline(
                        memory -> tls.newHandler(memory, host, port()),
                        Http2FrameCodecBuilder.forClient(),
                        new ChannelInboundHandlerAdapter()))
                .connect(host, port())
                .sync()
                .channel();
    }

    private int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }
}
