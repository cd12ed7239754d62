// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.registry;

/** Extensions of hello and certificate messages (RFC 9846 section 4.3). */
public record ExtensionType(int code) {
    private static final Registry REGISTRY = new Registry(4);

    public static final ExtensionType SERVER_NAME = known(0, "server_name");
    public static final ExtensionType MAX_FRAGMENT_LENGTH = known(1, "max_fragment_length");
    public static final ExtensionType STATUS_REQUEST = known(5, "status_request");
    public static final ExtensionType SUPPORTED_GROUPS = known(10, "supported_groups");
    public static final ExtensionType EC_POINT_FORMATS = known(11, "ec_point_formats");
    public static final ExtensionType SIGNATURE_ALGORITHMS = known(13, "signature_algorithms");
    public static final ExtensionType USE_SRTP = known(14, "use_srtp");
    public static final ExtensionType HEARTBEAT = known(15, "heartbeat");
    public static final ExtensionType APPLICATION_LAYER_PROTOCOL_NEGOTIATION =
            known(16, "application_layer_protocol_negotiation");
    public static final ExtensionType STATUS_REQUEST_V2 = known(17, "status_request_v2");
    public static final ExtensionType SIGNED_CERTIFICATE_TIMESTAMP = known(18, "signed_certificate_timestamp");
    public static final ExtensionType CLIENT_CERTIFICATE_TYPE = known(19, "client_certificate_type");
    public static final ExtensionType SERVER_CERTIFICATE_TYPE = known(20, "server_certificate_type");
    public static final ExtensionType PADDING = known(21, "padding");
    public static final ExtensionType ENCRYPT_THEN_MAC = known(22, "encrypt_then_mac");
    public static final ExtensionType EXTENDED_MAIN_SECRET = known(23, "extended_main_secret");
    public static final ExtensionType COMPRESS_CERTIFICATE = known(27, "compress_certificate");
    public static final ExtensionType RECORD_SIZE_LIMIT = known(28, "record_size_limit");
    public static final ExtensionType DELEGATED_CREDENTIAL = known(34, "delegated_credential");
    public static final ExtensionType SESSION_TICKET = known(35, "session_ticket");
    public static final ExtensionType PRE_SHARED_KEY = known(41, "pre_shared_key");
    public static final ExtensionType EARLY_DATA = known(42, "early_data");
    public static final ExtensionType SUPPORTED_VERSIONS = known(43, "supported_versions");
    public static final ExtensionType COOKIE = known(44, "cookie");
    public static final ExtensionType PSK_KEY_EXCHANGE_MODES = known(45, "psk_key_exchange_modes");
    public static final ExtensionType CERTIFICATE_AUTHORITIES = known(47, "certificate_authorities");
    public static final ExtensionType OID_FILTERS = known(48, "oid_filters");
    public static final ExtensionType POST_HANDSHAKE_AUTH = known(49, "post_handshake_auth");
    public static final ExtensionType SIGNATURE_ALGORITHMS_CERT = known(50, "signature_algorithms_cert");
    public static final ExtensionType KEY_SHARE = known(51, "key_share");
    public static final ExtensionType TRANSPARENCY_INFO = known(52, "transparency_info");
    public static final ExtensionType QUIC_TRANSPORT_PARAMETERS = known(57, "quic_transport_parameters");
    public static final ExtensionType TICKET_REQUEST = known(58, "ticket_request");
    public static final ExtensionType APPLICATION_SETTINGS = known(17613, "application_settings");
    public static final ExtensionType ENCRYPTED_CLIENT_HELLO = known(65037, "encrypted_client_hello");
    public static final ExtensionType RENEGOTIATION_INFO = known(65281, "renegotiation_info");

    /** A code point, known or not. @throws IndexOutOfBoundsException if it does not fit its wire size */
    public ExtensionType {
        REGISTRY.check(code);
    }

    /** Whether this code point is one of the constants above. */
    public boolean isKnown() {
        return REGISTRY.knows(code);
    }

    /** The registry's name; an unknown code point as hexadecimal. */
    @Override
    public String toString() {
        return REGISTRY.name(code);
    }

    private static ExtensionType known(int code, String name) {
        return new ExtensionType(REGISTRY.add(code, name));
    }
}
