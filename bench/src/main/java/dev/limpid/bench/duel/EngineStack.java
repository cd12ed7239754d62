// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import dev.limpid.registry.NamedGroup;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;

/** A stack of {@code SSLEngine}s. Contexts are made once for each group, engines for each connection. */
final class EngineStack implements Stack {
    private final String name;
    private final Set<NamedGroup> groups;
    private final Maker maker;
    private final Consumer<SSLEngine> release;
    private final Map<NamedGroup, Engines> engines = new HashMap<>();
    private final Wire toServer = new Wire();
    private final Wire toClient = new Wire();
    private final ByteBuffer data = ByteBuffer.allocate(1 << 15);

    /** Sets a stack up for one group. */
    @FunctionalInterface
    interface Maker {
        Engines engines(NamedGroup group) throws Exception;
    }

    /** Makes the engines of both sides. */
    interface Engines {
        SSLEngine client();

        SSLEngine server();
    }

    EngineStack(String name, Set<NamedGroup> groups, Maker maker, Consumer<SSLEngine> release) {
        this.name = name;
        this.groups = groups;
        this.maker = maker;
        this.release = release;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean has(NamedGroup group) {
        return groups.contains(group);
    }

    @Override
    public Conversation shakeHands(NamedGroup group) throws Exception {
        Engines made = engines.get(group);
        if (made == null) {
            made = maker.engines(group);
            engines.put(group, made);
        }
        var conversation = new EngineConversation(made.client(), made.server(), toServer, toClient, data, release);
        try {
            return conversation.shakeHands();
        } catch (Exception refused) {
            conversation.close();
            throw refused;
        }
    }
}
