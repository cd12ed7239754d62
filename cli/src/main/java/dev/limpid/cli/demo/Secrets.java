// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.demo;

import dev.limpid.inspect.KeyTree;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.SecretAccess;
import dev.limpid.observe.SecretKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Collects every secret that one side derives, so that it can be looked for where it must not be. */
public final class Secrets implements Observer {
    private final SecretAccess token;
    private final Map<KeyTree.Name, byte[]> values = new LinkedHashMap<>();

    /** Of a side whose configuration holds {@code token}. */
    public Secrets(SecretAccess token) {
        this.token = token;
    }

    /** With a token of its own. */
    public Secrets() {
        this(SecretAccess.dangerouslyRevealingSecrets());
    }

    /** The token that the side's configuration has to hold. */
    public SecretAccess token() {
        return token;
    }

    @Override
    public synchronized void on(long nanos, Event event) {
        if (event instanceof Event.SecretDerived derived) {
            values.put(KeyTree.name(derived), derived.secret().reveal(token));
        }
    }

    /** The secret of that kind and generation; empty if it was not derived. */
    synchronized Optional<byte[]> find(SecretKind kind, long generation) {
        return Optional.ofNullable(values.get(new KeyTree.Name(kind, Optional.empty(), generation)));
    }

    /** What was derived so far. */
    synchronized Map<KeyTree.Name, byte[]> values() {
        return new LinkedHashMap<>(values);
    }

    /** How many secrets, never which. */
    @Override
    public synchronized String toString() {
        return values.size() + " secrets";
    }
}
