// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.keys;

import dev.limpid.inspect.KeyTree;
import dev.limpid.render.KeyTreeScreen;
import dev.limpid.render.Look;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A derivation as people read it: the tree with its values, compared with the RFC's. Only for keys that are public. */
public final class KeyValues {
    private final Look look;
    private final Trace trace;
    private final TraceKeys keys;
    private final Map<KeyTree.Name, Bytes> values = new LinkedHashMap<>();
    private final List<KeyTree.Name> differing = new ArrayList<>();
    private final List<KeyTree.Name> unprinted = new ArrayList<>();

    /** What {@code keys} made of {@code trace}. */
    public KeyValues(Look look, Trace trace, TraceKeys keys) {
        this.look = look;
        this.trace = trace;
        this.keys = keys;
        Printed printed = new Printed(trace);
        for (KeyTree.Node node : keys.tree().nodes()) {
            compare(node.name(), printed.value(node.name()));
        }
    }

    /** Whether both sides agree, and everything that the RFC prints came out the same. */
    public boolean allSame() {
        return keys.agreed() && differing.isEmpty() && compared() > 0;
    }

    /** The lines, without line ends. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("RFC 8448 section " + trace.section() + ", " + trace.title() + ": TLS_AES_128_GCM_SHA256");
        lines.add("All of these keys are public: the RFC prints them.");
        lines.add("");
        lines.addAll(new KeyTreeScreen(look).withValues(keys.tree(), values));
        lines.add("");
        lines.add(sign(keys.agreed())
                + " a with bG, and b with aG, give the same shared secret: neither a nor b was ever sent");
        for (KeyTree.Name name : differing) {
            lines.add(sign(false) + " " + name.title() + " is not what RFC 8448 prints");
        }
        if (differing.isEmpty()) {
            lines.add(sign(true) + " all " + compared() + " values that RFC 8448 prints came out the same");
        }
        return lines;
    }

    private int compared() {
        return values.size() - unprinted.size();
    }

    private void compare(KeyTree.Name name, Optional<Bytes> expected) {
        Bytes value = keys.value(name);
        values.put(name, value);
        if (expected.isEmpty()) {
            unprinted.add(name);
        } else if (!expected.get().equals(value)) {
            differing.add(name);
        }
    }

    private String sign(boolean good) {
        if (!look.unicode()) {
            return good ? "ok" : "!!";
        }
        String sign = good ? "✔" : "✘";
        return look.colour() ? "\u001b[" + (good ? 32 : 31) + "m" + sign + "\u001b[0m" : sign;
    }
}
