// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.net.examples;

import dev.limpid.config.ClientConfig;
import dev.limpid.observe.Escape;
import java.io.PrintStream;

/** An observer in five lines. */
public final class ObserverExample {
    private ObserverExample() {}

    // @start region="observer"
    static ClientConfig watched(ClientConfig config, PrintStream out) {
        return config.toBuilder()
                .observer((nanos, event) -> out.println(nanos / 1000 + " µs  " + Escape.text(event.toString())))
                .build();
    }
    // @end
}
