// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import dev.limpid.registry.NamedGroup;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;

/** Engines of netty-tcnative (BoringSSL). Each has to be released. */
record NettyEngines(SslContext clients, SslContext servers) implements EngineStack.Engines {
    static NettyEngines of(Scene scene, TrustManager trust, NamedGroup group) throws Exception {
        SslContextBuilder client =
                SslContextBuilder.forClient().trustManager(trust).endpointIdentificationAlgorithm("HTTPS");
        SslContextBuilder server = SslContextBuilder.forServer(
                scene.server().privateKey(), scene.server().certificate());
        return new NettyEngines(context(client, group), context(server, group));
    }

    @Override
    public SSLEngine client() {
        return clients.newEngine(UnpooledByteBufAllocator.DEFAULT, Scene.NAME, 443);
    }

    @Override
    public SSLEngine server() {
        return servers.newEngine(UnpooledByteBufAllocator.DEFAULT);
    }

    private static SslContext context(SslContextBuilder builder, NamedGroup group) throws Exception {
        return builder.sslProvider(SslProvider.OPENSSL_REFCNT)
                .protocols("TLSv1.3")
                .ciphers(List.of("TLS_AES_128_GCM_SHA256"))
                .option(OpenSslContextOption.GROUPS, new String[] {group.toString()})
                .build();
    }
}
