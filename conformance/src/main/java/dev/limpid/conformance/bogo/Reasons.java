// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.alert.AlertDescription;
import dev.limpid.observe.TlsException;
import java.util.Locale;

/** How the shim names the cause of a failure on standard error; the error map says which of the runner's names it stands for. */
final class Reasons {
    private Reasons() {}

    /** A violation's name, or the peer's alert, between colons. */
    static String name(TlsException failure) {
        return failure.peerAlert().map(alert -> ofPeer(alert.description())).orElse(":" + failure.code() + ":");
    }

    /** The name of the peer's giving up with this alert. */
    static String ofPeer(AlertDescription alert) {
        return ":PEER_ALERT_" + alert.toString().toUpperCase(Locale.ROOT) + ":";
    }
}
