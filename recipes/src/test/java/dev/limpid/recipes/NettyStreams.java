// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.recipes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The h2 part of {@link NettyTest}, which has nothing to do with TLS. */
final class NettyStreams {
    private NettyStreams() {}

    /** Sends a body in a stream of its own and returns what comes back in it. */
    static String ask(Channel connection, String body) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Channel stream = new Http2StreamChannelBootstrap(connection)
                .handler(new DataReader(answer))
                .open()
                .sync()
                .getNow();
        var _ = stream.write(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers()
                .method("POST")
                .scheme("https")
                .authority("localhost")
                .path("/")));
        var _ = stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.copiedBuffer(body, UTF_8), true));
        return answer.get(60, TimeUnit.SECONDS);
    }

    /** TLS, h2, and {@code streams} for each stream that the peer opens. */
    static ChannelInitializer<Channel> pipeline(
            Function<ByteBufAllocator, SslHandler> tls, Http2FrameCodecBuilder codec, ChannelHandler streams) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(tls.apply(channel.alloc()), codec.build(), new Http2MultiplexHandler(streams));
            }
        };
    }

    /** Answers every stream with its own data. */
    @ChannelHandler.Sharable
    static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            switch (frame) {
                case Http2HeadersFrame headers -> {
                    var _ = context.write(new DefaultHttp2HeadersFrame(
                            new DefaultHttp2Headers().status("200"), headers.isEndStream()));
                }
                case Http2DataFrame data -> {
                    var _ = context.writeAndFlush(data);
                }
                default -> ReferenceCountUtil.release(frame);
            }
        }
    }

    private static final class DataReader extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<String> answer;

        DataReader(CompletableFuture<String> answer) {
            this.answer = answer;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            if (frame instanceof Http2DataFrame data) {
                answer.complete(data.content().toString(UTF_8));
            }
            ReferenceCountUtil.release(frame);
        }
    }
}
