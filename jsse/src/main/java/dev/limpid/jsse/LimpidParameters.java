// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.config.ClientConfig;
import dev.limpid.config.ServerConfig;
import dev.limpid.wire.Bytes;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;

/**
 * {@link SSLParameters} and what these cannot say. An engine's or socket's {@code getSSLParameters} returns one of these, so that
 * {@code (LimpidParameters) engine.getSSLParameters()} is the way to them; plain {@link SSLParameters} that are set later
 * leave them as they are. For all connections of a context see {@link LimpidContext}.
 *
 * <p>{@link #client} and {@link #server} reach everything that the stack can be told: pre-shared keys, ticket keys, certificate
 * compression, raw public keys, padding and record sizes, the life of keys, post-handshake authentication, observers and
 * the key log. They are applied after what JSSE says, and win. Not thread-safe; the functions must be.
 */
public final class LimpidParameters extends SSLParameters {
    private Consumer<ClientConfig.Builder> client = builder -> {};
    private Consumer<ServerConfig.Builder> server = builder -> {};
    private Bytes earlyData = Bytes.EMPTY;

    /** Parameters that say nothing yet. */
    public LimpidParameters() {}

    /** Has {@code configure} called for each connection of a client, after those that were set before. */
    public void client(Consumer<ClientConfig.Builder> configure) {
        client = client.andThen(configure);
    }

    /** Has {@code configure} called for each connection of a server, after those that were set before. */
    public void server(Consumer<ServerConfig.Builder> configure) {
        server = server.andThen(configure);
    }

    /**
     * Dangerous unless nothing bad comes of the server's doing twice what {@code data} asks for: what a client sends before
     * anything else, as early data (0-RTT, RFC 9846 section 2.3), if it resumes a session that allows it. Whoever records it can
     * send it again. {@link LimpidSession#earlyDataAccepted} tells whether the server took it; if not, it is lost, and whoever
     * wants it sent has to send it himself.
     */
    public void earlyData(Bytes data) {
        earlyData = data;
    }

    /** What goes as early data; empty for none. */
    public Bytes earlyData() {
        return earlyData;
    }

    void apply(ClientConfig.Builder builder) {
        client.accept(builder);
    }

    void apply(ServerConfig.Builder builder) {
        server.accept(builder);
    }

    /** Takes over what plain parameters don't have. */
    void extendFrom(LimpidParameters other) {
        client = other.client;
        server = other.server;
        earlyData = other.earlyData;
    }
}
