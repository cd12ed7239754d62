// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.inspect.KeyTree;
import dev.limpid.observe.Event.SecretDerived;
import dev.limpid.observe.SecretKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows what was derived between two messages: as branches, or a line each with the step's number. */
final class KeyRows {
    private static final Set<SecretKind> KEYS =
            EnumSet.of(SecretKind.FINISHED_KEY, SecretKind.WRITE_KEY, SecretKind.WRITE_IV);

    private final Lanes lanes;
    private final Text text;
    private final boolean explains;
    private final boolean article;
    private final boolean more;
    private final List<SecretDerived> pending = new ArrayList<>();

    KeyRows(Lanes lanes, Text text, Detail detail) {
        this.lanes = lanes;
        this.text = text;
        this.explains = detail.explains();
        this.article = detail.articleSteps();
        this.more = detail.explains() || detail.verbosity() > 0;
    }

    void add(SecretDerived event) {
        pending.add(event);
    }

    /** Shows what was added. */
    void flush() {
        if (pending.isEmpty()) {
            return;
        }
        if (explains) {
            rows();
        } else {
            branches();
        }
        pending.clear();
    }

    private void rows() {
        for (SecretDerived e : pending) {
            if (!KEYS.contains(e.kind())) {
                lanes.under(e.generation() == 0 ? tag(e.kind()) : "", "", "├─ ", told(e));
            }
        }
        keys().forEach((of, keys) -> lanes.under(keysTag(of, keys), "", "├─ ", protection(of, keys)));
    }

    private void branches() {
        Set<SecretDerived> shown = new java.util.HashSet<>();
        Map<SecretKind, List<SecretDerived>> keys = keys();
        for (SecretDerived e : pending) {
            if (KEYS.contains(e.kind()) || shown.contains(e) || !more && e.kind() == SecretKind.EARLY_SECRET) {
                continue;
            }
            List<SecretDerived> children = pending.stream()
                    .filter(c -> c.parents().equals(List.of(e.kind()))
                            && !KEYS.contains(c.kind())
                            && isStage(e.kind())
                            && !isStage(c.kind()))
                    .toList();
            shown.addAll(children);
            branch(e, children, keys);
        }
        Set<SecretKind> told = pending.stream().map(SecretDerived::kind).collect(Collectors.toSet());
        keys.forEach((of, k) -> {
            if (!told.contains(of) && (more || !onlyFinished(k))) {
                lanes.under("", "", "├─ ", protection(of, k));
            }
        });
    }

    private void branch(SecretDerived parent, List<SecretDerived> children, Map<SecretKind, List<SecretDerived>> keys) {
        if (children.isEmpty()) {
            lanes.under("", "", "├─ ", told(parent) + suffix(parent.kind(), keys));
            return;
        }
        String stem = "├─ " + parent.kind().title() + " " + mark(parent) + " ─";
        String gap = "│" + " ".repeat(text.width(stem) - 1);
        for (int i = 0; i < children.size(); i++) {
            String fork = i == 0 ? (children.size() == 1 ? "─" : "┬") : i == children.size() - 1 ? "└" : "├";
            SecretDerived child = children.get(i);
            String line = (i == 0 ? stem : gap) + fork + "─ " + title(child) + " " + mark(child);
            String whole = line + suffix(child.kind(), keys);
            lanes.free("", text.width(whole) <= lanes.room() ? whole : line);
        }
    }

    private String told(SecretDerived e) {
        String name = title(e) + " " + mark(e);
        if (e.kind() == SecretKind.SHARED_SECRET) {
            return (explains ? "shared secret abG " + mark(e) : name) + "  "
                    + e.secret().length() + " B · computed at each end, never sent"
                    + (explains ? "; nor were a and b" : "");
        }
        return explains ? name + explained(e) : name;
    }

    private String explained(SecretDerived e) {
        return switch (e.kind()) {
            case EARLY_SECRET -> article ? " of the PSK, or of zeros where there is none" : early();
            case HANDSHAKE_SECRET -> " = HKDF-Extract of the early secret and abG";
            case CLIENT_HANDSHAKE_TRAFFIC -> " · the client's, through ServerHello";
            case SERVER_HANDSHAKE_TRAFFIC -> " · the server's: " + otherThanClients(e);
            case MAIN_SECRET -> article ? ", which the article calls master secret" : "";
            case CLIENT_APPLICATION_TRAFFIC, SERVER_APPLICATION_TRAFFIC ->
                e.generation() == 0
                        ? " · through the server's Finished"
                        : " = HKDF-Expand-Label of generation " + (e.generation() - 1) + ", \"traffic upd\"";
            case EXPORTER -> " · for keys that applications derive";
            case RESUMPTION -> " · for tickets, through the client's Finished";
            case BINDER_KEY -> " · for the binder: proves in ClientHello that the client has the key";
            case CLIENT_EARLY_TRAFFIC -> " · through ClientHello: no abG is in it";
            case EARLY_EXPORTER -> " · for keys that applications derive early";
            case SHARED_SECRET, FINISHED_KEY, WRITE_KEY, WRITE_IV -> "";
        };
    }

    /** Where a binder follows, the early secret is a PSK's. */
    private String early() {
        boolean bound = pending.stream().anyMatch(s -> s.kind() == SecretKind.BINDER_KEY);
        return bound ? " = HKDF-Extract of the ticket's key" : " of zeros";
    }

    private String otherThanClients(SecretDerived server) {
        boolean same = pending.stream()
                .filter(c -> c.kind() == SecretKind.CLIENT_HANDSHAKE_TRAFFIC)
                .anyMatch(c -> c.secret().fingerprint().equals(server.secret().fingerprint()));
        return same ? "the same as the client's, which must never be" : "another secret than the client's";
    }

    private static String protection(SecretKind of, List<SecretDerived> keys) {
        String whose = of.sender().map(s -> s + " ").orElse("");
        String title = whose
                + switch (of) {
                    case CLIENT_HANDSHAKE_TRAFFIC, SERVER_HANDSHAKE_TRAFFIC -> "handshake keys";
                    case CLIENT_EARLY_TRAFFIC -> "early keys";
                    case BINDER_KEY -> "binder";
                    default -> "application keys " + keys.getFirst().generation();
                };
        return title + ": "
                + keys.stream().map(k -> k.kind().title() + " " + mark(k)).collect(Collectors.joining(" · "));
    }

    /** The keys by what they were derived from, in order. */
    private Map<SecretKind, List<SecretDerived>> keys() {
        Map<SecretKind, List<SecretDerived>> keys = new EnumMap<>(SecretKind.class);
        for (SecretDerived e : pending) {
            if (KEYS.contains(e.kind()) && !e.parents().isEmpty()) {
                keys.computeIfAbsent(e.parents().getFirst(), _ -> new ArrayList<>())
                        .add(e);
            }
        }
        return keys;
    }

    private static String suffix(SecretKind of, Map<SecretKind, List<SecretDerived>> keys) {
        String names = keys.getOrDefault(of, List.of()).stream()
                .map(k -> k.kind().title())
                .distinct()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " ── " + names;
    }

    private static boolean isStage(SecretKind kind) {
        return kind == SecretKind.HANDSHAKE_SECRET || kind == SecretKind.MAIN_SECRET || kind == SecretKind.EARLY_SECRET;
    }

    private static String title(SecretDerived e) {
        return KeyTree.name(e).title();
    }

    private static String mark(SecretDerived e) {
        return e.secret().fingerprint().map(Object::toString).orElse("(hidden: could be guessed)");
    }

    private static String tag(SecretKind kind) {
        return switch (kind) {
            case SHARED_SECRET -> "[5]";
            case HANDSHAKE_SECRET -> "[6]";
            case CLIENT_HANDSHAKE_TRAFFIC, SERVER_HANDSHAKE_TRAFFIC -> "[7]";
            case MAIN_SECRET -> "[10]";
            case CLIENT_APPLICATION_TRAFFIC, SERVER_APPLICATION_TRAFFIC -> "[11]";
            case EARLY_SECRET,
                    BINDER_KEY,
                    CLIENT_EARLY_TRAFFIC,
                    EARLY_EXPORTER,
                    EXPORTER,
                    RESUMPTION,
                    FINISHED_KEY,
                    WRITE_KEY,
                    WRITE_IV -> "";
        };
    }

    /** A Finished key is no key for records, and is derived when it is needed. */
    private static boolean onlyFinished(List<SecretDerived> keys) {
        return keys.stream().allMatch(k -> k.kind() == SecretKind.FINISHED_KEY);
    }

    private static String keysTag(SecretKind of, List<SecretDerived> keys) {
        if (onlyFinished(keys)) {
            return "[9]";
        }
        return switch (of) {
            case CLIENT_HANDSHAKE_TRAFFIC, SERVER_HANDSHAKE_TRAFFIC -> "[8]";
            case CLIENT_APPLICATION_TRAFFIC, SERVER_APPLICATION_TRAFFIC ->
                keys.getFirst().generation() == 0 ? "[12]" : "";
            default -> "";
        };
    }
}
