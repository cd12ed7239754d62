// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** One connection under torture, in one thread: what happens follows from the seed. */
final class TortureRound {
    private static final int CALLS = 50_000;

    private final Subject subject;
    private final Random random;
    private final TortureEnd client;
    private final TortureEnd server;
    private final boolean closesEarly;
    private final int closesAfter;
    private boolean mayFail;

    TortureRound(Subject subject, SSLContext clients, SSLContext servers, long seed) {
        this.subject = subject;
        random = new Random(seed);
        byte[] question = Text.ofLength(random.nextInt(4) == 0 ? random.nextInt(60_000) : random.nextInt(300));
        byte[] answer = Text.ofLength(random.nextInt(4) == 0 ? random.nextInt(60_000) : random.nextInt(300));
        int packet = packetSize(subject, random);
        client = new TortureEnd(client(clients, random, packet), random, question, answer);
        server = new TortureEnd(server(servers, random, packet), random, answer, question);
        closesEarly = random.nextInt(5) == 0;
        closesAfter = random.nextInt(40);
    }

    /** The largest packet of both ends, since some take no larger than they send; 0 for what is usual. */
    static int packetSize(Subject subject, Random random) {
        return !subject.departs(Difference.PACKETS_OF_A_RESUMED_SESSION) && random.nextInt(4) == 0
                ? 1_000 + random.nextInt(4_000)
                : 0;
    }

    /** A client with some parameters. */
    static SSLEngine client(SSLContext context, Random random, int packet) {
        return Subject.client(context, "host" + random.nextInt(20) + ".lab", parameters -> {
            common(parameters, random, packet);
            if (random.nextInt(4) == 0) {
                parameters.setNamedGroups(new String[] {"x25519", "secp256r1"});
            }
        });
    }

    /** A server with some parameters. */
    static SSLEngine server(SSLContext context, Random random, int packet) {
        return Subject.server(context, parameters -> {
            common(parameters, random, packet);
            switch (random.nextInt(4)) {
                case 0 -> parameters.setNeedClientAuth(true);
                case 1 -> parameters.setWantClientAuth(true);
                case 2 -> parameters.setNamedGroups(new String[] {"secp256r1"});
                default -> parameters.setUseCipherSuitesOrder(true);
            }
        });
    }

    private static void common(SSLParameters parameters, Random random, int packet) {
        if (random.nextBoolean()) {
            parameters.setApplicationProtocols(new String[] {"h2"});
        }
        if (packet > 0) {
            parameters.setMaximumPacketSize(packet);
        }
    }

    SSLEngine client() {
        return client.engine();
    }

    /** Runs until both ends are done. */
    void run() {
        int quiet = 0;
        for (int call = 0; call < CALLS; call++) {
            if (closesEarly && call == closesAfter) {
                mayFail = true;
                (random.nextBoolean() ? client : server).engine().closeOutbound();
            }
            boolean moved = call % 8 == 7 ? fairly() : anything(random.nextBoolean() ? client : server);
            moved |= carry();
            quiet = moved || call % 8 != 7 ? moved ? 0 : quiet : quiet + 1;
            if (client.isDone() && server.isDone()) {
                finish();
                return;
            }
            assertThat(quiet).as("turns of both without any movement: %s", this).isLessThan(4);
        }
        throw new AssertionError("it turns without end: " + this);
    }

    private void finish() {
        if (closesEarly) {
            return;
        }
        assertThat(client.hasFailed() || server.hasFailed())
                .as("failed: %s", this)
                .isFalse();
        assertThat(client.isSatisfied() && server.isSatisfied())
                .as("all said: %s", this)
                .isTrue();
        if (!subject.departs(Difference.FINISHED_ONCE)) {
            assertThat(client.timesFinished()).isEqualTo(1);
            assertThat(server.timesFinished()).isEqualTo(1);
        }
    }

    private boolean fairly() {
        boolean moved = attempt(client::fairly);
        moved |= attempt(server::fairly);
        moved |= carry();
        moved |= close(client, server);
        moved |= close(server, client);
        return moved;
    }

    /** Whoever has said and heard all, or hears nothing more, closes; and the end of one's bytes is the other's end of stream. */
    private boolean close(TortureEnd end, TortureEnd other) {
        boolean moved = false;
        boolean over = end.isSatisfied() && other.isSatisfied() || end.engine().isInboundDone() || other.hasFailed();
        if (over && !end.engine().isOutboundDone()) {
            end.engine().closeOutbound();
            moved = true;
        }
        if (other.engine().isOutboundDone() && !end.engine().isInboundDone()) {
            moved |= attempt(end::endOfStream);
        }
        return moved;
    }

    private boolean anything(TortureEnd end) {
        return !end.hasFailed() && attempt(end::anything);
    }

    private boolean carry() {
        byte[] up = client.take();
        byte[] down = server.take();
        server.receive(up);
        client.receive(down);
        return up.length + down.length > 0;
    }

    private interface Turn {
        boolean take() throws SSLException;
    }

    private boolean attempt(Turn turn) {
        try {
            return turn.take();
        } catch (SSLException failure) {
            if (!mayFail) {
                throw new AssertionError("nobody closed early, but: " + this, failure);
            }
            return true;
        }
    }

    @Override
    public String toString() {
        return describe("client", client) + ", " + describe("server", server);
    }

    private static String describe(String name, TortureEnd end) {
        return name + " " + end.engine().getHandshakeStatus()
                + (end.engine().isInboundDone() ? ", inbound done" : "")
                + (end.engine().isOutboundDone() ? ", outbound done" : "")
                + (end.hasFailed() ? ", failed" : "")
                + (end.isSatisfied() ? ", satisfied" : "");
    }
}
