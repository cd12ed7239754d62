// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.keyschedule.EarlySecret;
import dev.limpid.keyschedule.ExporterSecret;
import dev.limpid.keyschedule.TrafficSecret;
import dev.limpid.session.EarlyDataTerms;
import dev.limpid.wire.Bytes;

/** What the early secret yields for the early data that is taken (section 7.1). */
record EarlyKeys(TrafficSecret traffic, ExporterSecret exporter) {
    /** @param helloHash of the ClientHello */
    static EarlyKeys of(EarlySecret early, Bytes helloHash) {
        return new EarlyKeys(early.clientEarlyTraffic(helloHash), early.earlyExporter(helloHash));
    }

    /** From here on early data may come, as much as its ticket allows. */
    void begin(ServerContext context, EarlyDataTerms terms) {
        context.output().earlyDataDecided(true);
        context.output().beginEarlyData(terms.maxEarlyDataSize(), exporter);
    }
}
