// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net;

import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import java.util.concurrent.atomic.AtomicLong;

/** Counts a client's answers to requests for its certificate after the handshake. Thread-safe. */
final class LaterAnswers implements Observer {
    private final AtomicLong count = new AtomicLong();

    long count() {
        return count.get();
    }

    @Override
    public void on(long nanos, Event event) {
        if (event instanceof Event.LaterAuthentication) {
            count.incrementAndGet();
        }
    }
}
