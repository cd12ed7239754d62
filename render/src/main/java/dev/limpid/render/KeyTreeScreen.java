// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.inspect.KeyComparison;
import dev.limpid.inspect.KeyComparison.Result;
import dev.limpid.inspect.KeyComparison.Row;
import dev.limpid.inspect.KeyTree;
import dev.limpid.inspect.KeyTree.Name;
import dev.limpid.inspect.KeyTree.Node;
import dev.limpid.observe.SecretKind;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Key trees as text: by fingerprint, two sides beside each other, or with values that are no secret. Immutable. */
public final class KeyTreeScreen {
    private static final int MARK = 13;
    private static final int WORD = 12;
    private static final int SOURCE = 20;

    private final Text text;

    /** A screen for one look. */
    public KeyTreeScreen(Look look) {
        this.text = new Text(look);
    }

    /** The tree, each secret with its fingerprint, what bound it to the handshake and what it protects. */
    public List<String> lines(KeyTree tree) {
        return finish(raw(tree));
    }

    /**
     * The tree with values, a line under each secret.
     *
     * @param values shown in full: pass them only where they are public, as those of the RFC 8448 traces are
     */
    public List<String> withValues(KeyTree tree, Map<Name, Bytes> values) {
        List<String> lines = new ArrayList<>();
        for (Drawn drawn : draw(tree)) {
            lines.add(described(drawn));
            Optional.ofNullable(values.get(drawn.node.name())).ifPresent(v -> {
                String indent = drawn.below + (tree.children(drawn.node).isEmpty() ? "    " : "│   ");
                for (String part : chunks(v.toHex(), text.columns() - text.width(indent) - 2)) {
                    lines.add("  " + indent + part);
                }
            });
        }
        return finish(lines);
    }

    /** Two sides' fingerprints beside each other, with "same" or "differs"; the last line says what that shows. */
    public List<String> sideBySide(String first, String second, KeyComparison comparison) {
        int marks = 2 * (MARK + 2) + WORD;
        int names = Math.min(text.columns() - 2 - marks, 42);
        List<String> lines = new ArrayList<>();
        lines.add("  " + text.left("", names) + text.left(first, MARK + 2) + text.left(second, MARK + 2));
        for (Row row : comparison.rows()) {
            lines.add("  " + text.left(row.name().title(), names) + text.left(mark(row.first()), MARK + 2)
                    + text.left(mark(row.second()), MARK + 2) + word(row.result()));
        }
        lines.add("");
        lines.add("  " + sum(comparison));
        return finish(lines);
    }

    /** How connections follow from each other: what one leaves behind is above the next one's early secret. */
    public List<String> chain(List<KeyTree> connections) {
        List<String> lines = new ArrayList<>();
        String indent = "  " + text.right("", SOURCE);
        for (int i = 0; i < connections.size(); i++) {
            KeyTree tree = connections.get(i);
            lines.add("  " + text.right(i == 0 ? "zeros" : "ticket's key", SOURCE) + " ──▶ "
                    + named(tree, SecretKind.EARLY_SECRET));
            String early = named(tree, SecretKind.CLIENT_EARLY_TRAFFIC);
            if (!early.isEmpty()) {
                lines.add(indent + "       ├─ " + early + "  0-RTT: no abG above it");
            }
            lines.add("  " + text.right("abG " + mark(tree.find(SecretKind.SHARED_SECRET, 0)), SOURCE) + " ──▶ "
                    + named(tree, SecretKind.HANDSHAKE_SECRET));
            lines.add(indent + "     " + named(tree, SecretKind.MAIN_SECRET));
            applicationKeys(tree).forEach(line -> lines.add(indent + "       ├─ " + line));
            boolean last = i == connections.size() - 1;
            lines.add(indent + "       └─ " + named(tree, SecretKind.RESUMPTION) + (last ? "" : " ── with a nonce:"));
        }
        return finish(lines);
    }

    private static List<String> applicationKeys(KeyTree tree) {
        List<String> lines = new ArrayList<>();
        for (SecretKind kind : List.of(SecretKind.CLIENT_APPLICATION_TRAFFIC, SecretKind.SERVER_APPLICATION_TRAFFIC)) {
            lines.add(tree.nodes().stream()
                    .filter(n -> n.name().kind() == kind)
                    .map(n -> (n.name().generation() == 0 ? kind.title() + " " : "")
                            + n.name().generation() + " " + mark(Optional.of(n)))
                    .collect(Collectors.joining(" ─▶ ")));
        }
        return lines;
    }

    private static String named(KeyTree tree, SecretKind kind) {
        return tree.find(kind, 0)
                .map(n -> n.name().title() + " " + mark(Optional.of(n)))
                .orElse("");
    }

    List<String> raw(KeyTree tree) {
        return draw(tree).stream().map(this::described).toList();
    }

    private record Drawn(Node node, String lead, String below) {}

    private static List<Drawn> draw(KeyTree tree) {
        List<Drawn> drawn = new ArrayList<>();
        tree.roots().forEach(root -> draw(tree, root, "", "", drawn));
        return drawn;
    }

    private static void draw(KeyTree tree, Node node, String lead, String below, List<Drawn> drawn) {
        // a secret is derived from earlier ones alone, so a tree of a well-behaved producer ends; this bounds any other
        if (drawn.size() > tree.nodes().size()) {
            return;
        }
        drawn.add(new Drawn(node, lead, below));
        List<Node> children = tree.children(node);
        for (int i = 0; i < children.size(); i++) {
            boolean last = i == children.size() - 1;
            draw(tree, children.get(i), below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "), drawn);
        }
    }

    private String described(Drawn drawn) {
        Node node = drawn.node;
        String joined =
                node.parents().size() > 1 ? "  + " + node.parents().get(1).title() : "";
        String through = node.through().isEmpty() ? "" : "  through " + node.through();
        String line = "  " + drawn.lead + node.name().title() + " " + mark(Optional.of(node)) + joined;
        String whole = line + through + "  · " + node.protects();
        return text.width(whole) <= text.columns()
                ? whole
                : text.width(line + through) <= text.columns() ? line + through : line;
    }

    private static String mark(Optional<Node> node) {
        return node.map(n -> n.fingerprint().map(Object::toString).orElse("(hidden)"))
                .orElse("–");
    }

    private static String word(Result result) {
        return switch (result) {
            case SAME -> "✔ same";
            case DIFFERS -> "✘ differs";
            case ONLY_FIRST, ONLY_SECOND -> "one side";
            case HIDDEN -> "hidden";
        };
    }

    private static String sum(KeyComparison comparison) {
        return comparison
                .firstDivergence()
                .map(row -> "✘ the two sides differ, first in: " + row.name().title())
                .orElse(
                        comparison.allSame()
                                ? "✔ " + comparison.count(Result.SAME)
                                        + " secrets are the same at both ends, though none was ever sent"
                                : "nothing to compare");
    }

    private static List<String> chunks(String hex, int columns) {
        List<String> chunks = new ArrayList<>();
        int size = Math.max(2, columns - columns % 2);
        for (int at = 0; at < hex.length(); at += size) {
            chunks.add(hex.substring(at, Math.min(hex.length(), at + size)));
        }
        return chunks;
    }

    private List<String> finish(List<String> lines) {
        return lines.stream().map(text::finish).toList();
    }
}
