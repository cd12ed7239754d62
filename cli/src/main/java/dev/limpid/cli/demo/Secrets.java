// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.demo;

import dev.limpid.inspect.KeyTree;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.SecretAccess;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects every secret that one side derives, so that it can be looked for where it must not be. */
public final class Secrets implements Observer {
    private final SecretAccess token = SecretAccess.dangerouslyRevealingSecrets();
    private final Map<KeyTree.Name, byte[]> values = new LinkedHashMap<>();

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
