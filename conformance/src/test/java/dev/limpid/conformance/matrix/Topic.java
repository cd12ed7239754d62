// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.matrix;

/** What two stacks try together, besides every suite, group and signature scheme. */
public enum Topic {
    HELLO_RETRY_REQUEST("HelloRetryRequest for another group"),
    COOKIE("HelloRetryRequest with a cookie"),
    COOKIE_ALONE("HelloRetryRequest with nothing but a cookie"),
    ALPN("ALPN agreed on"),
    SERVER_NAME("server_name chooses the certificate"),
    MEGABYTE("1 MB each way"),
    CLOSED_BY_US("close_notify, ours first"),
    CLOSED_BY_PEER("close_notify, the peer's first"),
    KEY_UPDATE_BY_US("KeyUpdate asked for by us, answered"),
    KEY_UPDATE_BY_PEER("KeyUpdate asked for by the peer, answered"),
    CLIENT_CERTIFICATE("client certificate accepted"),
    LATER_CLIENT_CERTIFICATE("client certificate asked for after the handshake, accepted"),
    RESUMPTION("session resumed"),
    EXTERNAL_PSK("external PSK"),
    EARLY_DATA("early data accepted"),
    EARLY_DATA_REJECTED("early data refused, sent again by nobody"),
    KEY_LOG("both ends log the same secrets"),
    RECORD_SIZE_LIMIT("record_size_limit kept by both"),
    MAX_FRAGMENT_LENGTH("max_fragment_length kept by both"),
    COMPRESSED_CERTIFICATE("certificate compressed"),
    STAPLED_STATUS("OCSP status stapled"),
    RAW_PUBLIC_KEY("raw public key instead of a certificate"),
    STATELESS_RETRY("HelloRetryRequest of a server that keeps nothing"),
    HTTP_GET("HTTPS GET"),
    DOWNLOAD("100 MB download"),
    UPLOAD("100 MB upload"),
    UNKNOWN_CA("unknown CA"),
    WRONG_NAME("wrong name"),
    EXPIRED("expired certificate"),
    NO_COMMON_SUITE("no common suite"),
    NO_COMMON_GROUP("no common group"),
    NO_COMMON_ALPN("no common application protocol"),
    NO_CLIENT_CERTIFICATE("client certificate required, none sent"),
    CLIENT_CERTIFICATE_REFUSED("client certificate refused"),
    OLD_VERSION("peer knows TLS 1.2 only");

    private final String title;

    Topic(String title) {
        this.title = title;
    }

    /** As the page says it. */
    public String title() {
        return title;
    }

    /** Whether this ends in an alert. */
    public boolean isFailure() {
        return compareTo(UNKNOWN_CA) >= 0;
    }
}
