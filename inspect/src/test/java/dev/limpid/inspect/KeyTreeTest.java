// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.inspect.KeyComparison.Result;
import dev.limpid.inspect.KeyTree.Node;
import dev.limpid.observe.Recorder;
import dev.limpid.observe.SecretKind;
import dev.limpid.observe.Side;
import dev.limpid.testkit.EventScript;
import dev.limpid.testkit.SampleConnection;
import dev.limpid.wire.Bytes;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class KeyTreeTest {
    @Test
    void eachSecretStandsUnderWhatItWasDerivedFrom() {
        KeyTree tree = tree(Side.CLIENT, SampleConnection::success);
        Node handshake = tree.find(SecretKind.HANDSHAKE_SECRET, 0).orElseThrow();

        assertThat(tree.roots())
                .extracting(n -> n.name().kind())
                .containsExactly(SecretKind.EARLY_SECRET, SecretKind.SHARED_SECRET);
        assertThat(tree.children(handshake))
                .extracting(n -> n.name().kind())
                .containsExactly(
                        SecretKind.CLIENT_HANDSHAKE_TRAFFIC,
                        SecretKind.SERVER_HANDSHAKE_TRAFFIC,
                        SecretKind.MAIN_SECRET);
    }

    @Test
    void eachSecretNamesTheLastMessageThatBoundIt() {
        KeyTree tree = tree(Side.CLIENT, SampleConnection::success);

        assertThat(tree.find(SecretKind.CLIENT_HANDSHAKE_TRAFFIC, 0)
                        .orElseThrow()
                        .through())
                .isEqualTo("server_hello");
        assertThat(tree.find(SecretKind.CLIENT_APPLICATION_TRAFFIC, 0)
                        .orElseThrow()
                        .through())
                .isEqualTo("server's finished");
        assertThat(tree.find(SecretKind.RESUMPTION, 0).orElseThrow().through()).isEqualTo("client's finished");
        assertThat(tree.find(SecretKind.MAIN_SECRET, 0).orElseThrow().through()).isEmpty();
    }

    @Test
    void laterGenerationsHangOnTheirPredecessors() {
        KeyTree tree = tree(Side.CLIENT, s -> {
            SampleConnection.success(s);
            s.secret(
                    SecretKind.CLIENT_APPLICATION_TRAFFIC, 1, "traffic upd", "", SecretKind.CLIENT_APPLICATION_TRAFFIC);
            s.secret(SecretKind.WRITE_KEY, 1, "key", "", SecretKind.CLIENT_APPLICATION_TRAFFIC);
            s.secret(
                    SecretKind.CLIENT_APPLICATION_TRAFFIC, 2, "traffic upd", "", SecretKind.CLIENT_APPLICATION_TRAFFIC);
        });

        assertThat(titles(tree, SecretKind.CLIENT_APPLICATION_TRAFFIC, 0))
                .containsExactly(
                        "write key of client app traffic 0",
                        "write iv of client app traffic 0",
                        "client app traffic 1");
        assertThat(titles(tree, SecretKind.CLIENT_APPLICATION_TRAFFIC, 1))
                .containsExactly("write key of client app traffic 1", "client app traffic 2");
    }

    @Test
    void bothSidesHoldTheSameSecrets() {
        KeyComparison comparison = KeyComparison.of(
                tree(Side.CLIENT, SampleConnection::success), tree(Side.SERVER, SampleConnection::success));

        assertThat(comparison.allSame()).isTrue();
        assertThat(comparison.count(Result.SAME))
                .isEqualTo(comparison.rows().size())
                .isPositive();
    }

    @Test
    void theFirstDifferenceIsNamed() {
        KeyTree first = tree(Side.CLIENT, SampleConnection::success);
        KeyTree second = tree(Side.CLIENT, s -> {
            s.secret(SecretKind.EARLY_SECRET, 0, "", "");
            s.secret(SecretKind.SHARED_SECRET, 1, "", "");
        });
        KeyTree renamed = new KeyTree(second.nodes().stream()
                .map(n -> n.name().kind() == SecretKind.SHARED_SECRET
                        ? new Node(
                                first.find(SecretKind.SHARED_SECRET, 0)
                                        .orElseThrow()
                                        .name(),
                                n.parents(),
                                n.label(),
                                n.transcriptHash(),
                                n.through(),
                                n.length(),
                                n.fingerprint())
                        : n)
                .toList());
        KeyComparison comparison = KeyComparison.of(first, renamed);

        assertThat(comparison.allSame()).isFalse();
        assertThat(comparison.firstDivergence().orElseThrow().name().title()).isEqualTo("shared secret");
        assertThat(comparison.count(Result.ONLY_FIRST)).isPositive();
    }

    @Test
    void aSecretThatCouldBeGuessedIsNeverCompared() {
        Recording recording = Recording.ofEvents();
        Recorder recorder = new Recorder(Side.CLIENT, Clock.FROZEN, recording, null);
        recorder.derived(SecretKind.EARLY_SECRET, List.of(), 0, "", Bytes.EMPTY, new byte[32], true);
        KeyTree tree = recording.story(Attempt.fromClient("x")).keys();

        assertThat(tree.nodes().getFirst().fingerprint()).isEmpty();
        assertThat(KeyComparison.of(tree, tree).rows().getFirst().result()).isEqualTo(Result.HIDDEN);
        assertThat(KeyComparison.of(tree, tree).allSame()).isFalse();
    }

    private static List<String> titles(KeyTree tree, SecretKind kind, int generation) {
        return tree.children(tree.find(kind, generation).orElseThrow()).stream()
                .map(n -> n.name().title())
                .toList();
    }

    private static KeyTree tree(Side role, Consumer<EventScript> play) {
        Recording recording = Recording.ofEvents();
        play.accept(EventScript.of(role, recording));
        return recording.story(Attempt.fromClient("127.0.0.1:1")).keys();
    }
}
