// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.keyschedule.ExporterSecret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an application asks about the early data of a connection: was it taken, and its exporter. */
final class EarlyDataState {
    private volatile Optional<Boolean> accepted = Optional.empty();
    private volatile @Nullable ExporterSecret exporter;

    void begin(ExporterSecret earlyExporter) {
        exporter = earlyExporter;
    }

    void decide(boolean taken) {
        accepted = Optional.of(taken);
        if (!taken) {
            destroy();
        }
    }

    /** Whether the server takes it; empty as long as that is open, or if none was offered. */
    Optional<Boolean> accepted() {
        return accepted;
    }

    Optional<ExporterSecret> exporter() {
        return Optional.ofNullable(exporter);
    }

    /** Forgets the exporter. Does nothing the second time. */
    void destroy() {
        ExporterSecret last = exporter;
        exporter = null;
        if (last != null) {
            last.destroy();
        }
    }
}
