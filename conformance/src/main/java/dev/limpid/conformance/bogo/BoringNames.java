// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the runner calls what Limpid calls a {@link Violation}. Neither side's names are finer than the other's everywhere, so one
 * may stand for several. A violation without a name of its own has its alert's.
 */
final class BoringNames {
    private static final Map<Violation, List<String>> OWN = new EnumMap<>(Violation.class);

    static {
        records();
        order();
        versions();
        hellos();
        answers();
        authentication();
        certificates();
        sessions();
    }

    private BoringNames() {}

    /** The runner's names for {@code violation}, without their colons. */
    static List<String> of(Violation violation) {
        List<String> names = new ArrayList<>(OWN.getOrDefault(violation, List.of()));
        String byAlert = violation.alert().toString().toUpperCase(Locale.ROOT);
        names.add(byAlert);
        return names;
    }

    /** The runner's name for the peer's giving up with {@code alert}: those that SSL 3.0 had already keep its name. */
    static String ofPeer(AlertDescription alert) {
        boolean old = OLD_ALERTS.contains(alert);
        return (old ? "SSLV3" : "TLSV1") + "_ALERT_" + alert.toString().toUpperCase(Locale.ROOT);
    }

    private static final Set<AlertDescription> OLD_ALERTS = Set.of(
            AlertDescription.CLOSE_NOTIFY,
            AlertDescription.UNEXPECTED_MESSAGE,
            AlertDescription.BAD_RECORD_MAC,
            AlertDescription.DECOMPRESSION_FAILURE,
            AlertDescription.HANDSHAKE_FAILURE,
            AlertDescription.NO_CERTIFICATE,
            AlertDescription.BAD_CERTIFICATE,
            AlertDescription.UNSUPPORTED_CERTIFICATE,
            AlertDescription.CERTIFICATE_REVOKED,
            AlertDescription.CERTIFICATE_EXPIRED,
            AlertDescription.CERTIFICATE_UNKNOWN,
            AlertDescription.ILLEGAL_PARAMETER);

    private static void records() {
        add(Violation.MALFORMED_MESSAGE, "CLIENTHELLO_PARSE_FAILED", "ERROR_PARSING_EXTENSION", "PARSE_TLSEXT");
        add(Violation.MALFORMED_EXTENSION, "CLIENTHELLO_PARSE_FAILED", "ERROR_PARSING_EXTENSION", "PARSE_TLSEXT");
        add(Violation.MALFORMED_ALERT, "BAD_ALERT");
        add(Violation.EMPTY_ALERT, "BAD_ALERT");
        add(Violation.MESSAGE_TOO_LARGE, "EXCESSIVE_MESSAGE_SIZE");
        add(Violation.RECORD_TOO_LONG, "ENCRYPTED_LENGTH_TOO_LONG", "DATA_LENGTH_TOO_LONG");
        add(Violation.PLAINTEXT_TOO_LONG, "DATA_LENGTH_TOO_LONG");
        add(Violation.UNKNOWN_RECORD_TYPE, "HTTP_REQUEST", "HTTPS_PROXY_REQUEST", "WRONG_VERSION_NUMBER");
        add(Violation.UNKNOWN_RECORD_TYPE, "UNEXPECTED_RECORD", "INVALID_OUTER_RECORD_TYPE");
        add(Violation.UNEXPECTED_RECORD_TYPE, "UNEXPECTED_RECORD");
        add(Violation.NO_INNER_CONTENT_TYPE, "DECRYPTION_FAILED_OR_BAD_RECORD_MAC");
        add(Violation.EMPTY_HANDSHAKE_RECORD, "UNEXPECTED_RECORD", "TOO_MANY_EMPTY_FRAGMENTS");
        add(Violation.TOO_MANY_EMPTY_RECORDS, "TOO_MANY_EMPTY_FRAGMENTS");
        add(Violation.TOO_MANY_CHANGE_CIPHER_SPECS, "TOO_MANY_EMPTY_FRAGMENTS");
        add(Violation.TOO_MANY_WARNINGS, "TOO_MANY_WARNING_ALERTS");
        add(Violation.BAD_RECORD_MAC, "DECRYPTION_FAILED_OR_BAD_RECORD_MAC", "BAD_DECRYPT", "UNEXPECTED_RECORD");
        add(Violation.PLAINTEXT_AFTER_KEYS, "INVALID_OUTER_RECORD_TYPE", "UNEXPECTED_RECORD");
        add(Violation.EARLY_APPLICATION_DATA, "UNEXPECTED_RECORD", "APPLICATION_DATA_INSTEAD_OF_HANDSHAKE");
        add(Violation.INTERLEAVED_MESSAGE, "UNEXPECTED_RECORD");
        add(Violation.BAD_CHANGE_CIPHER_SPEC, "BAD_CHANGE_CIPHER_SPEC", "UNEXPECTED_RECORD");
        add(Violation.MISPLACED_CHANGE_CIPHER_SPEC, "UNEXPECTED_RECORD");
    }

    private static void order() {
        add(Violation.MESSAGE_ACROSS_KEY_CHANGE, "EXCESS_HANDSHAKE_DATA", "UNEXPECTED_RECORD");
        add(Violation.UNEXPECTED_MESSAGE, "UNEXPECTED_RECORD", "MISSING_EXTENSION");
        add(Violation.UNKNOWN_MESSAGE, "UNEXPECTED_RECORD");
        add(Violation.RENEGOTIATION, "NO_RENEGOTIATION", "UNEXPECTED_RECORD");
        add(Violation.TOO_MANY_KEY_UPDATES, "TOO_MANY_KEY_UPDATES");
        add(Violation.BAD_KEY_UPDATE, "DECODE_ERROR");
        add(Violation.UNEXPECTED_POST_HANDSHAKE_AUTH, "UNEXPECTED_MESSAGE");
    }

    private static void versions() {
        add(Violation.UNSUPPORTED_VERSION, "UNSUPPORTED_PROTOCOL", "SECOND_SERVERHELLO_VERSION_MISMATCH");
        add(Violation.UNSUPPORTED_VERSION, "WRONG_VERSION_ON_EARLY_DATA", "OLD_SESSION_VERSION_NOT_RETURNED");
        add(Violation.SELECTED_BAD_VERSION, "UNSUPPORTED_PROTOCOL", "SECOND_SERVERHELLO_VERSION_MISMATCH");
        add(Violation.SELECTED_BAD_VERSION, "UNEXPECTED_EXTENSION");
        add(Violation.BAD_LEGACY_VERSION, "UNSUPPORTED_PROTOCOL", "DECODE_ERROR");
        add(Violation.DOWNGRADED, "TLS13_DOWNGRADE", "WRONG_VERSION_ON_EARLY_DATA");
        add(Violation.DOWNGRADED, "OLD_SESSION_VERSION_NOT_RETURNED");
        add(Violation.MISSING_SUPPORTED_VERSIONS, "SECOND_SERVERHELLO_VERSION_MISMATCH");
    }

    private static void hellos() {
        add(Violation.BAD_COMPRESSION_METHODS, "INVALID_COMPRESSION_LIST", "DECODE_ERROR");
        add(Violation.BAD_COMPRESSION_METHODS, "UNSUPPORTED_COMPRESSION_ALGORITHM");
        add(Violation.BAD_SESSION_ID_ECHO, "DECODE_ERROR", "SERVER_ECHOED_INVALID_SESSION_ID");
        add(Violation.DUPLICATE_EXTENSION, "ERROR_PARSING_EXTENSION");
        add(Violation.UNSOLICITED_EXTENSION, "UNEXPECTED_EXTENSION", "ERROR_PARSING_EXTENSION");
        add(Violation.MISPLACED_EXTENSION, "UNEXPECTED_EXTENSION", "ERROR_PARSING_EXTENSION");
        add(Violation.PSK_NOT_LAST, "PRE_SHARED_KEY_MUST_BE_LAST");
        add(Violation.MISSING_SIGNATURE_ALGORITHMS, "DECODE_ERROR", "NO_COMMON_SIGNATURE_ALGORITHMS");
        add(Violation.MISSING_SUPPORTED_GROUPS, "NO_SHARED_GROUP");
        add(Violation.MISSING_KEY_SHARE, "MISSING_KEY_SHARE");
        add(Violation.NO_COMMON_CIPHER_SUITE, "NO_SHARED_CIPHER");
        add(Violation.NO_COMMON_GROUP, "NO_SHARED_GROUP", "WRONG_CURVE");
        add(Violation.CHANGED_CLIENT_HELLO, "INCONSISTENT_CLIENT_HELLO", "WRONG_CURVE");
        add(Violation.WRONG_SHARE_AFTER_RETRY, "WRONG_CURVE", "MISSING_KEY_SHARE");
        add(Violation.DUPLICATE_KEY_SHARE, "DUPLICATE_KEY_SHARE");
        add(Violation.BAD_KEY_SHARE, "BAD_ECPOINT");
        add(Violation.BAD_SHARED_SECRET, "BAD_ECPOINT");
    }

    private static void answers() {
        add(Violation.SELECTED_UNOFFERED_SUITE, "WRONG_CIPHER_RETURNED", "UNKNOWN_CIPHER_RETURNED");
        add(Violation.SELECTED_OTHER_SUITE_AFTER_RETRY, "WRONG_CIPHER_RETURNED");
        add(Violation.SELECTED_UNOFFERED_GROUP, "WRONG_CURVE");
        add(Violation.SELECTED_OTHER_GROUP_AFTER_RETRY, "WRONG_CURVE");
        add(Violation.RETRY_FOR_SHARE_ALREADY_SENT, "WRONG_CURVE");
        add(Violation.RETRY_WITHOUT_CHANGE, "EMPTY_HELLO_RETRY_REQUEST");
        add(Violation.SELECTED_UNOFFERED_ALPN, "INVALID_ALPN_PROTOCOL");
    }

    private static void authentication() {
        add(Violation.EMPTY_CERTIFICATE, "PEER_DID_NOT_RETURN_A_CERTIFICATE");
        add(Violation.CERTIFICATE_REQUIRED, "PEER_DID_NOT_RETURN_A_CERTIFICATE");
        add(Violation.BAD_CERTIFICATE_REQUEST_CONTEXT, "DECODE_ERROR");
        add(Violation.SIGNATURE_SCHEME_NOT_OFFERED, "WRONG_SIGNATURE_TYPE");
        add(Violation.SIGNATURE_SCHEME_NOT_FOR_TLS13, "WRONG_SIGNATURE_TYPE");
        add(Violation.SIGNATURE_SCHEME_NOT_FOR_KEY, "WRONG_SIGNATURE_TYPE");
        add(Violation.BAD_SIGNATURE, "BAD_SIGNATURE");
        add(Violation.BAD_FINISHED, "DIGEST_CHECK_FAILED");
        add(Violation.NO_COMMON_SIGNATURE_SCHEME, "NO_COMMON_SIGNATURE_ALGORITHMS", "NO_MATCHING_ISSUER");
        add(Violation.NEEDLESS_CERTIFICATE_TYPES, "DECODE_ERROR");
        add(Violation.NO_COMMON_CERTIFICATE_TYPE, "UNKNOWN_CERTIFICATE_TYPE", "NO_COMMON_CERTIFICATE_TYPE");
        add(Violation.SELECTED_UNOFFERED_CERTIFICATE_TYPE, "UNKNOWN_CERTIFICATE_TYPE", "UNEXPECTED_EXTENSION");
        add(Violation.SELECTED_UNOFFERED_CERTIFICATE_TYPE, "ERROR_PARSING_EXTENSION", "UNSUPPORTED_CERTIFICATE");
        add(Violation.SEVERAL_RAW_PUBLIC_KEYS, "DECODE_ERROR", "CERT_LENGTH_MISMATCH");
        add(Violation.NO_CREDENTIALS, "NO_COMMON_SIGNATURE_ALGORITHMS", "NO_MATCHING_ISSUER", "NO_CERTIFICATE_SET");
        // What the application refuses by handshake_failure, the shim refuses by this
        add(Violation.NO_CREDENTIALS, "UNKNOWN_CERTIFICATE_TYPE", "CERTIFICATE_VERIFY_FAILED", "CONNECTION_REJECTED");
        add(Violation.INTERNAL_ERROR, "CERT_CB_ERROR", "OCSP_CB_ERROR", "CONNECTION_REJECTED");
    }

    private static void certificates() {
        add(Violation.CERTIFICATE_MALFORMED, "CANNOT_PARSE_LEAF_CERT", "DECODE_ERROR");
        add(Violation.CERTIFICATE_UNSUPPORTED_KEY, "WRONG_SIGNATURE_TYPE", "DECODE_ERROR");
        add(Violation.CERTIFICATE_UNACCEPTABLE, "CERTIFICATE_VERIFY_FAILED");
        add(Violation.BAD_STATUS_RESPONSE, "OCSP_CB_ERROR");
        add(Violation.MALFORMED_MESSAGE, "INVALID_RAW_PUBLIC_KEY");
        add(Violation.CERTIFICATE_MALFORMED, "INVALID_RAW_PUBLIC_KEY");
        add(Violation.CERTIFICATE_WRONG_PURPOSE, "KEY_USAGE_BIT_INCORRECT");
        add(Violation.DUPLICATE_COMPRESSION, "ERROR_PARSING_EXTENSION");
        add(Violation.COMPRESSION_NOT_OFFERED, "UNKNOWN_CERT_COMPRESSION_ALG");
        add(Violation.BAD_COMPRESSED_CERTIFICATE, "CERT_DECOMPRESSION_FAILED");
        add(Violation.COMPRESSED_CERTIFICATE_TOO_LARGE, "UNCOMPRESSED_CERT_TOO_LARGE");
    }

    private static void sessions() {
        add(Violation.BAD_BINDER, "DIGEST_CHECK_FAILED");
        add(Violation.BINDERS_DO_NOT_PAIR, "PSK_IDENTITY_BINDER_COUNT_MISMATCH");
        add(Violation.PSK_NOT_SELECTED, "MISSING_EXTENSION");
        add(Violation.EARLY_DATA_UNDER_OTHER_TERMS, "ALPN_MISMATCH_ON_EARLY_DATA", "CIPHER_MISMATCH_ON_EARLY_DATA");
        add(Violation.EARLY_DATA_UNDER_OTHER_TERMS, "UNEXPECTED_EXTENSION");
        add(Violation.SELECTED_UNOFFERED_PSK, "PSK_IDENTITY_NOT_FOUND");
        for (Violation none : List.of(
                Violation.UNKNOWN_PSK,
                Violation.NO_CREDENTIALS,
                Violation.NO_COMMON_SIGNATURE_SCHEME,
                Violation.CHANGED_CLIENT_HELLO)) {
            add(none, "PSK_IDENTITY_NOT_FOUND", "NO_SUPPORTED_PSK_MODE");
        }
        add(Violation.SELECTED_PSK_OF_OTHER_HASH, "OLD_SESSION_PRF_HASH_MISMATCH");
        add(Violation.SELECTED_UNOFFERED_PSK_MODE, "MISSING_KEY_SHARE");
        add(Violation.TOO_MUCH_EARLY_DATA, "TOO_MUCH_READ_EARLY_DATA", "TOO_MUCH_SKIPPED_EARLY_DATA");
    }

    private static void add(Violation violation, String... names) {
        Collections.addAll(OWN.computeIfAbsent(violation, key -> new ArrayList<>()), names);
    }
}
