// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.inspect.KeyComparison;
import dev.limpid.inspect.KeyTree;
import dev.limpid.inspect.KeyTree.Name;
import dev.limpid.observe.SecretKind;
import dev.limpid.testkit.EventScript;
import dev.limpid.testkit.Golden;
import dev.limpid.wire.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyTreeScreenTest {
    @Test
    void showsTheTreeByFingerprint() {
        Golden.check(
                "key-tree",
                text(new KeyTreeScreen(Look.plain(100)).lines(Stories.success().keys())));
    }

    @Test
    void showsTwoSidesBesideEachOther() {
        KeyComparison comparison = KeyComparison.of(
                Stories.success().keys(), Stories.seenByServer().keys());

        Golden.check(
                "key-tree-two-sides",
                text(new KeyTreeScreen(Look.plain(80)).sideBySide("client", "server", comparison)));
    }

    @Test
    void saysWhereTwoSidesDiffer() {
        KeyTree tree = Stories.success().keys();
        KeyTree other = new KeyTree(tree.nodes().stream()
                .map(n -> n.name().kind() == SecretKind.HANDSHAKE_SECRET
                        ? new KeyTree.Node(
                                n.name(),
                                n.parents(),
                                n.label(),
                                n.transcriptHash(),
                                n.through(),
                                n.length(),
                                tree.nodes().getFirst().fingerprint())
                        : n)
                .toList());

        List<String> lines =
                new KeyTreeScreen(Look.plain(80)).sideBySide("client", "server", KeyComparison.of(tree, other));
        assertThat(lines).anyMatch(l -> l.contains("handshake secret") && l.endsWith("✘ differs"));
        assertThat(lines.getLast()).isEqualTo("  ✘ the two sides differ, first in: handshake secret");
    }

    @Test
    void showsValuesThatAreGiven() {
        KeyTree tree = Stories.success().keys();
        Map<Name, Bytes> values = new HashMap<>();
        tree.nodes().forEach(n -> values.put(n.name(), EventScript.hash(n.name().title())));

        Golden.check("key-tree-values", text(new KeyTreeScreen(Look.plain(80)).withValues(tree, values)));
    }

    @Test
    void showsHowConnectionsFollowFromEachOther() {
        KeyTree tree = Stories.success().keys();
        List<String> lines = new KeyTreeScreen(Look.plain(80)).chain(List.of(tree, tree));

        assertThat(lines.getFirst()).contains("zeros ──▶ early secret ⟨");
        assertThat(lines).anyMatch(l -> l.contains("└─ resumption ⟨") && l.endsWith("with a nonce:"));
        assertThat(lines).anyMatch(l -> l.contains("ticket's key ──▶ early secret ⟨"));
        assertThat(lines.getLast()).contains("└─ resumption ⟨").endsWith("⟩");
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
