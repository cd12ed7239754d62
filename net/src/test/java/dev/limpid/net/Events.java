// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import java.util.ArrayList;
import java.util.List;

/** An observer that remembers. */
final class Events implements Observer {
    private final List<Event> all = new ArrayList<>();

    @Override
    public synchronized void on(long nanos, Event event) {
        all.add(event);
    }

    synchronized <E extends Event> List<E> of(Class<E> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
