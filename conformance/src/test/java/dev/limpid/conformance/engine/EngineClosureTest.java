// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.Step;
import dev.limpid.conformance.matrix.Interop;
import dev.limpid.conformance.matrix.Topic;
import dev.limpid.observe.Event;
import dev.limpid.observe.Side;
import dev.limpid.wire.Bytes;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stacks in this JVM take a megabyte, go on with new keys, and end a connection as one should. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class EngineClosureTest {

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void aMegabyteGoesEachWay(EnginePeer peer) {
        byte[] megabyte = new byte[1 << 20];
        new Random(20).nextBytes(megabyte);
        Bytes data = Bytes.of(megabyte);
        for (Side ours : Side.values()) {
            Conversation conversation = Meetings.established(peer, ours);
            assertThat(conversation.sendFromUs(data)).isEqualTo(data);
            assertThat(conversation.sendFromPeer(data)).isEqualTo(data);
            Interop.tried(peer.peer(), ours, Topic.MEGABYTE);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void theirEndHearsOurCloseNotifyAndAnswers(EnginePeer peer) {
        for (Side ours : Side.values()) {
            Conversation conversation = Meetings.established(peer, ours);
            conversation.ours().connection().closeWrite();
            conversation.run();
            assertThat(conversation.theirs().engine().isInboundDone()).isTrue();
            conversation.theirs().close();
            conversation.run();
            assertClean(conversation);
            Interop.tried(peer.peer(), ours, Topic.CLOSED_BY_US);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void ourEndHearsTheirCloseNotifyAndAnswers(EnginePeer peer) {
        for (Side ours : Side.values()) {
            Conversation conversation = Meetings.established(peer, ours);
            conversation.theirs().close();
            conversation.run();
            assertThat(conversation.ours().connection().isReadClosed()).isTrue();
            conversation.ours().connection().closeWrite();
            conversation.run();
            assertClean(conversation);
            assertThat(conversation.theirs().engine().isInboundDone()).isTrue();
            Interop.tried(peer.peer(), ours, Topic.CLOSED_BY_PEER);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void theirEndAnswersOurKeyUpdate(EnginePeer peer) {
        for (Side ours : Side.values()) {
            Conversation conversation = Meetings.established(peer, ours);
            conversation.ours().connection().updateKeys(true);
            Meetings.checkBothWays(conversation);
            Meetings.checkBothWays(conversation);
            Side theirs = ours == Side.CLIENT ? Side.SERVER : Side.CLIENT;
            assertThat(conversation.events()).contains(new Event.KeyUpdated(theirs, 1, false));
            Interop.tried(peer.peer(), ours, Topic.KEY_UPDATE_BY_US);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.conformance.engine.Meetings#peers")
    void ourEndAnswersTheirKeyUpdate(EnginePeer peer) throws SSLException {
        assumeTrue(peer.updatesKeys(), peer.peer().name() + " has no way to send a KeyUpdate at will");
        for (Side ours : Side.values()) {
            Conversation conversation = Meetings.established(peer, ours);
            conversation.theirs().engine().beginHandshake();
            conversation.run();
            Meetings.checkBothWays(conversation);
            assertThat(conversation.events()).contains(new Event.KeyUpdated(ours, 1, false));
            Interop.tried(peer.peer(), ours, Topic.KEY_UPDATE_BY_PEER);
        }
    }

    private static void assertClean(Conversation conversation) {
        assertThat(conversation.ours().connection().step()).isEqualTo(new Step.Closed(Optional.empty()));
        assertThat(conversation.theirs().failure()).isEmpty();
        assertThat(conversation.theirs().engine().isOutboundDone()).isTrue();
    }
}
