// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.alert;

import java.util.HashMap;
import java.util.Map;

/** What an alert says (RFC 9846 section 6); unknown values are kept and print with their number. */
public record AlertDescription(int code) {
    private static final Map<Integer, String> NAMES = new HashMap<>();

    public static final AlertDescription CLOSE_NOTIFY = known(0, "close_notify");
    public static final AlertDescription UNEXPECTED_MESSAGE = known(10, "unexpected_message");
    public static final AlertDescription BAD_RECORD_MAC = known(20, "bad_record_mac");
    public static final AlertDescription DECRYPTION_FAILED = known(21, "decryption_failed");
    public static final AlertDescription RECORD_OVERFLOW = known(22, "record_overflow");
    public static final AlertDescription DECOMPRESSION_FAILURE = known(30, "decompression_failure");
    public static final AlertDescription HANDSHAKE_FAILURE = known(40, "handshake_failure");
    public static final AlertDescription NO_CERTIFICATE = known(41, "no_certificate");
    public static final AlertDescription BAD_CERTIFICATE = known(42, "bad_certificate");
    public static final AlertDescription UNSUPPORTED_CERTIFICATE = known(43, "unsupported_certificate");
    public static final AlertDescription CERTIFICATE_REVOKED = known(44, "certificate_revoked");
    public static final AlertDescription CERTIFICATE_EXPIRED = known(45, "certificate_expired");
    public static final AlertDescription CERTIFICATE_UNKNOWN = known(46, "certificate_unknown");
    public static final AlertDescription ILLEGAL_PARAMETER = known(47, "illegal_parameter");
    public static final AlertDescription UNKNOWN_CA = known(48, "unknown_ca");
    public static final AlertDescription ACCESS_DENIED = known(49, "access_denied");
    public static final AlertDescription DECODE_ERROR = known(50, "decode_error");
    public static final AlertDescription DECRYPT_ERROR = known(51, "decrypt_error");
    public static final AlertDescription EXPORT_RESTRICTION = known(60, "export_restriction");
    public static final AlertDescription PROTOCOL_VERSION = known(70, "protocol_version");
    public static final AlertDescription INSUFFICIENT_SECURITY = known(71, "insufficient_security");
    public static final AlertDescription INTERNAL_ERROR = known(80, "internal_error");
    public static final AlertDescription INAPPROPRIATE_FALLBACK = known(86, "inappropriate_fallback");
    public static final AlertDescription USER_CANCELED = known(90, "user_canceled");
    public static final AlertDescription NO_RENEGOTIATION = known(100, "no_renegotiation");
    public static final AlertDescription MISSING_EXTENSION = known(109, "missing_extension");
    public static final AlertDescription UNSUPPORTED_EXTENSION = known(110, "unsupported_extension");
    public static final AlertDescription CERTIFICATE_UNOBTAINABLE = known(111, "certificate_unobtainable");
    public static final AlertDescription UNRECOGNIZED_NAME = known(112, "unrecognized_name");
    public static final AlertDescription BAD_CERTIFICATE_STATUS_RESPONSE =
            known(113, "bad_certificate_status_response");
    public static final AlertDescription BAD_CERTIFICATE_HASH_VALUE = known(114, "bad_certificate_hash_value");
    public static final AlertDescription UNKNOWN_PSK_IDENTITY = known(115, "unknown_psk_identity");
    public static final AlertDescription CERTIFICATE_REQUIRED = known(116, "certificate_required");
    public static final AlertDescription GENERAL_ERROR = known(117, "general_error");
    public static final AlertDescription NO_APPLICATION_PROTOCOL = known(120, "no_application_protocol");

    /** A description, known or not. @throws IllegalArgumentException unless 0 to 255 */
    public AlertDescription {
        if (code < 0 || code > 255) {
            throw new IllegalArgumentException("not a byte: " + code);
        }
    }

    /** Whether this is one of the constants above. */
    public boolean isKnown() {
        return NAMES.containsKey(code);
    }

    /** The RFC's name, such as {@code unknown_ca}; an unknown description as {@code unknown_199}. */
    @Override
    public String toString() {
        String name = NAMES.get(code);
        return name != null ? name : "unknown_" + code;
    }

    private static AlertDescription known(int code, String name) {
        NAMES.put(code, name);
        return new AlertDescription(code);
    }
}
