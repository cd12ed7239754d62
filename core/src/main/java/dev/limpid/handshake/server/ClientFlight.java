// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.keyschedule.ExporterSecret;
import dev.limpid.keyschedule.MainSecret;
import dev.limpid.keyschedule.TrafficSecret;

/**
 * What the server holds while it waits for the client's flight.
 *
 * @param handshake client_handshake_traffic_secret, installed already
 * @param application client_application_traffic_secret_0, not installed yet
 */
record ClientFlight(
        Agreement agreement,
        MainSecret main,
        TrafficSecret handshake,
        TrafficSecret application,
        ExporterSecret exporter) {
    void destroy() {
        main.destroy();
        application.destroy();
        exporter.destroy();
    }
}
