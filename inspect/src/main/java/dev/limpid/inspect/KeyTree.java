// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect;

import dev.limpid.observe.Event;
import dev.limpid.observe.Event.SecretDerived;
import dev.limpid.observe.Fingerprint;
import dev.limpid.observe.SecretKind;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The secrets of a connection and what each was derived from (RFC 9846 section 7.1), by fingerprint. Immutable, and without a
 * secret.
 *
 * @param nodes in the order in which they were derived
 */
public record KeyTree(List<Node> nodes) {
    /**
     * Which secret of a connection.
     *
     * @param of whose key it is, for a Finished key, write key or IV
     * @param generation N of application traffic secret N and of its keys, otherwise 0
     */
    public record Name(SecretKind kind, Optional<SecretKind> of, long generation) {
        /** For people, such as {@code client app traffic 0} or {@code write key of client app traffic 0}. */
        public String title() {
            boolean counted = numbered(kind) || of.filter(KeyTree::numbered).isPresent();
            return kind.title() + of.map(k -> " of " + k.title()).orElse("") + (counted ? " " + generation : "");
        }
    }

    /**
     * A secret.
     *
     * @param label the label that derived it, without "tls13 "; empty for an extraction
     * @param transcriptHash what bound it to the handshake; empty if nothing did
     * @param through the last message of that transcript, such as {@code server_hello} or {@code server's finished}; empty if there is none or it is unknown
     * @param fingerprint empty if the secret could be guessed
     */
    public record Node(
            Name name,
            List<SecretKind> parents,
            String label,
            Bytes transcriptHash,
            String through,
            int length,
            Optional<Fingerprint> fingerprint) {
        /** A node that keeps a copy of {@code parents}. */
        public Node {
            parents = List.copyOf(parents);
        }

        /** What it is good for, as a phrase. */
        public String protects() {
            return KeyTree.protects(name);
        }
    }

    /** A tree that keeps a copy of {@code nodes}. */
    public KeyTree {
        nodes = List.copyOf(nodes);
    }

    /** The tree of what {@code events} say was derived. */
    public static KeyTree of(List<Event> events) {
        Transcripts transcripts = new Transcripts();
        List<Node> nodes = new ArrayList<>();
        for (Event event : events) {
            switch (event) {
                case Event.TranscriptExtended e -> transcripts.add(e);
                case SecretDerived e -> nodes.add(node(e, transcripts.through(e.transcriptHash())));
                default -> {
                    // only transcripts and secrets make a tree
                }
            }
        }
        return new KeyTree(nodes);
    }

    /** The secret of that kind and generation, if it was derived. */
    public Optional<Node> find(SecretKind kind, long generation) {
        return nodes.stream()
                .filter(n -> n.name.kind() == kind && n.name.generation() == generation)
                .findFirst();
    }

    /** The secret of that name, if it was derived. */
    public Optional<Node> find(Name name) {
        return nodes.stream().filter(n -> n.name.equals(name)).findFirst();
    }

    /** The secrets that were derived from {@code parent}, in order; one that has two parents is under the first. */
    public List<Node> children(Node parent) {
        return nodes.stream().filter(n -> isChild(n, parent)).toList();
    }

    /** The secrets that were derived from nothing in this tree. */
    public List<Node> roots() {
        return nodes.stream()
                .filter(n -> nodes.stream().noneMatch(p -> isChild(n, p)))
                .toList();
    }

    private static boolean isChild(Node node, Node parent) {
        if (node.parents.isEmpty() || node.parents.getFirst() != parent.name.kind() || node.equals(parent)) {
            return false;
        }
        if (!numbered(parent.name.kind())) {
            return true;
        }
        long expected = numbered(node.name.kind()) ? node.name.generation() - 1 : node.name.generation();
        return parent.name.generation() == expected;
    }

    private static Node node(SecretDerived e, String through) {
        return new Node(
                name(e),
                e.parents(),
                e.label(),
                e.transcriptHash(),
                through,
                e.secret().length(),
                e.secret().fingerprint());
    }

    /** The name of the secret that {@code event} tells of. */
    public static Name name(SecretDerived event) {
        Optional<SecretKind> of = isKey(event.kind()) ? event.parents().stream().findFirst() : Optional.empty();
        return new Name(event.kind(), of, event.generation());
    }

    private static boolean isKey(SecretKind kind) {
        return kind == SecretKind.FINISHED_KEY || kind == SecretKind.WRITE_KEY || kind == SecretKind.WRITE_IV;
    }

    private static boolean numbered(SecretKind kind) {
        return kind == SecretKind.CLIENT_APPLICATION_TRAFFIC || kind == SecretKind.SERVER_APPLICATION_TRAFFIC;
    }

    private static String protects(Name name) {
        return switch (name.kind()) {
            case SHARED_SECRET -> "nothing itself; the source of all that follows";
            case EARLY_SECRET, HANDSHAKE_SECRET, MAIN_SECRET -> "nothing itself; its children do";
            case BINDER_KEY -> "the binder of a PSK";
            case CLIENT_EARLY_TRAFFIC -> "the client's 0-RTT data";
            case EARLY_EXPORTER, EXPORTER -> "what applications derive for themselves";
            case CLIENT_HANDSHAKE_TRAFFIC -> "the client's handshake messages";
            case SERVER_HANDSHAKE_TRAFFIC -> "the server's handshake messages";
            case CLIENT_APPLICATION_TRAFFIC -> "what the client sends";
            case SERVER_APPLICATION_TRAFFIC -> "what the server sends";
            case RESUMPTION -> "later connections, through tickets";
            case FINISHED_KEY -> "the MAC of Finished";
            case WRITE_KEY -> "records";
            case WRITE_IV -> "records, as the nonce's mask";
        };
    }
}
