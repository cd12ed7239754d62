// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.observe;

import java.util.Optional;

/** The secrets of RFC 9846 section 7 and what is derived from them. */
public enum SecretKind {
    /** The output of the key exchange, <em>abG</em>; never sent. */
    SHARED_SECRET("shared secret"),
    /** HKDF-Extract of the PSK, or of zeros when there is none. */
    EARLY_SECRET("early secret"),
    /** Keys the binder of a PSK. */
    BINDER_KEY("binder key", Side.CLIENT),
    /** client_early_traffic_secret. */
    CLIENT_EARLY_TRAFFIC("client early traffic", Side.CLIENT),
    /** early_exporter_secret. */
    EARLY_EXPORTER("early exporter"),
    /** HKDF-Extract of the shared secret, salted by the early secret. */
    HANDSHAKE_SECRET("handshake secret"),
    /** client_handshake_traffic_secret. */
    CLIENT_HANDSHAKE_TRAFFIC("client hs traffic", Side.CLIENT),
    /** server_handshake_traffic_secret. */
    SERVER_HANDSHAKE_TRAFFIC("server hs traffic", Side.SERVER),
    /** The last extraction; RFC 8446 and the article call it the master secret. */
    MAIN_SECRET("main secret"),
    /** client_application_traffic_secret_N. */
    CLIENT_APPLICATION_TRAFFIC("client app traffic", Side.CLIENT),
    /** server_application_traffic_secret_N. */
    SERVER_APPLICATION_TRAFFIC("server app traffic", Side.SERVER),
    /** exporter_secret. */
    EXPORTER("exporter"),
    /** resumption_secret. */
    RESUMPTION("resumption"),
    /** Computes the MAC of a Finished message. */
    FINISHED_KEY("finished key"),
    /** Encrypts one direction's records. */
    WRITE_KEY("write key"),
    /** The nonce's mask for one direction's records. */
    WRITE_IV("write iv");

    private final String title;
    private final Optional<Side> sender;

    SecretKind(String title) {
        this.title = title;
        this.sender = Optional.empty();
    }

    SecretKind(String title, Side sender) {
        this.title = title;
        this.sender = Optional.of(sender);
    }

    /** A short name for people. */
    public String title() {
        return title;
    }

    /** Whose messages it protects, where it is one direction's own. */
    public Optional<Side> sender() {
        return sender;
    }
}
