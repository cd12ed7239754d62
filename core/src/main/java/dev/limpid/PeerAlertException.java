// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid;

import dev.limpid.alert.Alert;

/** The peer's alert on its way from the read half to the connection. */
final class PeerAlertException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Alert alert;

    PeerAlertException(Alert alert) {
        super(alert.toString(), null, false, false);
        this.alert = alert;
    }

    Alert alert() {
        return alert;
    }
}
