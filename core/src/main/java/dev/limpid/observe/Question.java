// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import java.util.Locale;

/** What the protocol cannot decide itself and has to ask, by kind. */
public enum Question {
    /** Which configuration is for this client? */
    CONFIGURATION,
    /** Which certificate do we show? */
    CREDENTIALS,
    /** The signature that proves our certificate. */
    SIGNATURE,
    /** Is the peer who it claims to be? */
    PEER,
    /** Which PSK has this identity? */
    PSK,
    /** Was this early data seen before? */
    REPLAY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
