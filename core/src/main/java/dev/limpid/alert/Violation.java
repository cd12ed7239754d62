// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.alert;

/**
 * Every rule that a peer can break: the alert that answers it, the section of RFC 9846 (or another RFC) that sets it, and
 * a sentence for people. Error text, documentation, test target and the error map of other test suites in one. Where the RFC
 * leaves a choice of alerts, the comment says so.
 */
@SuppressWarnings("ImmutableEnumChecker") // AlertDescription is a record of an int
public enum Violation {
    // Bytes that do not parse
    MALFORMED_MESSAGE(AlertDescription.DECODE_ERROR, "6.2", "a message does not follow its syntax"),
    MALFORMED_EXTENSION(
            AlertDescription.DECODE_ERROR, "4.3", "an extension does not follow its syntax or has bytes left over"),
    MALFORMED_ALERT(AlertDescription.DECODE_ERROR, "6", "an alert is not two bytes"),
    MESSAGE_TOO_LARGE(AlertDescription.ILLEGAL_PARAMETER, "4", "a handshake message is larger than this side accepts"),
    EMPTY_ALERT(AlertDescription.UNEXPECTED_MESSAGE, "5.4", "an alert record has no content"),

    // Records
    RECORD_TOO_LONG(AlertDescription.RECORD_OVERFLOW, "5.2", "a record is longer than the limit"),
    PLAINTEXT_TOO_LONG(AlertDescription.RECORD_OVERFLOW, "5.4", "a record's inner plaintext is longer than the limit"),
    RECORD_SIZE_LIMIT_EXCEEDED(
            AlertDescription.RECORD_OVERFLOW,
            "RFC 8449 4",
            "a record is longer than the record_size_limit of this side"),
    FRAGMENT_TOO_LONG(
            AlertDescription.RECORD_OVERFLOW,
            "RFC 6066 4",
            "a record is longer than the max_fragment_length agreed on"),
    UNKNOWN_RECORD_TYPE(AlertDescription.UNEXPECTED_MESSAGE, "5", "a record has a content type that does not exist"),
    UNEXPECTED_RECORD_TYPE(AlertDescription.UNEXPECTED_MESSAGE, "5.1", "a record has a type that is not allowed now"),
    NO_INNER_CONTENT_TYPE(
            AlertDescription.UNEXPECTED_MESSAGE, "5.4", "a decrypted record is all zeros, without a content type"),
    EMPTY_HANDSHAKE_RECORD(AlertDescription.UNEXPECTED_MESSAGE, "5.1", "a handshake record has no content"),
    TOO_MANY_EMPTY_RECORDS(AlertDescription.UNEXPECTED_MESSAGE, "5.1", "too many records in a row carry no data"),
    BAD_RECORD_MAC(
            AlertDescription.BAD_RECORD_MAC,
            "5.2",
            "a record cannot be decrypted: its bytes or its key are not the sender's"),
    PLAINTEXT_AFTER_KEYS(AlertDescription.UNEXPECTED_MESSAGE, "5", "a record came in plaintext though keys are in use"),
    EARLY_APPLICATION_DATA(
            AlertDescription.UNEXPECTED_MESSAGE, "5.1", "application data came before the handshake allowed it"),
    INTERLEAVED_MESSAGE(
            AlertDescription.UNEXPECTED_MESSAGE, "5.1", "another record came between two fragments of a message"),
    MESSAGE_ACROSS_KEY_CHANGE(
            AlertDescription.UNEXPECTED_MESSAGE, "5.1", "bytes follow a message after which the keys change"),
    BAD_CHANGE_CIPHER_SPEC(
            AlertDescription.UNEXPECTED_MESSAGE, "5", "a change_cipher_spec record is not the single byte 1"),
    MISPLACED_CHANGE_CIPHER_SPEC(
            AlertDescription.UNEXPECTED_MESSAGE,
            "5",
            "change_cipher_spec came before the ClientHello or after the peer's Finished"),
    TOO_MANY_CHANGE_CIPHER_SPECS(AlertDescription.UNEXPECTED_MESSAGE, "5", "too many change_cipher_spec records"),
    TOO_MANY_WARNINGS(AlertDescription.UNEXPECTED_MESSAGE, "6", "too many alerts that do not close the connection"),
    KEY_USAGE_EXCEEDED(
            AlertDescription.INTERNAL_ERROR, "5.5", "a key reached its usage limit and could not be updated"),

    // The order of things
    UNEXPECTED_MESSAGE(AlertDescription.UNEXPECTED_MESSAGE, "4", "a handshake message came out of order"),
    UNKNOWN_MESSAGE(AlertDescription.UNEXPECTED_MESSAGE, "4", "a handshake message has a type that does not exist"),
    SECOND_HELLO_RETRY_REQUEST(
            AlertDescription.UNEXPECTED_MESSAGE, "4.2.4", "the server asked for a third ClientHello"),
    RENEGOTIATION(
            AlertDescription.UNEXPECTED_MESSAGE, "4.2.2", "a ClientHello came on a connection that exists already"),

    // Versions
    UNSUPPORTED_VERSION(AlertDescription.PROTOCOL_VERSION, "4.3.1", "the peer does not speak TLS 1.3"),
    BAD_LEGACY_VERSION(AlertDescription.PROTOCOL_VERSION, "4.2.2", "a hello's legacy_version is not 0x0303"),
    SELECTED_BAD_VERSION(
            AlertDescription.ILLEGAL_PARAMETER,
            "4.3.1",
            "the server selected a version that was not offered or is not TLS 1.3"),
    DOWNGRADED(AlertDescription.ILLEGAL_PARAMETER, "4.2.3", "the server speaks TLS 1.3 but somebody made it fall back"),
    INAPPROPRIATE_FALLBACK(
            AlertDescription.INAPPROPRIATE_FALLBACK,
            "6.2",
            "the client fell back from TLS 1.3 though this server speaks it"),

    // Hellos
    BAD_COMPRESSION_METHODS(
            AlertDescription.ILLEGAL_PARAMETER, "4.2.2", "compression other than null in a TLS 1.3 hello"),
    BAD_SESSION_ID_ECHO(AlertDescription.ILLEGAL_PARAMETER, "4.2.3", "the server did not echo legacy_session_id"),
    DUPLICATE_EXTENSION(AlertDescription.ILLEGAL_PARAMETER, "4.3", "an extension came twice in one block"),
    UNSOLICITED_EXTENSION(AlertDescription.UNSUPPORTED_EXTENSION, "4.3", "an extension answers nothing that was asked"),
    MISPLACED_EXTENSION(
            AlertDescription.ILLEGAL_PARAMETER, "4.3", "an extension came in a message where it is not specified"),
    PSK_NOT_LAST(
            AlertDescription.ILLEGAL_PARAMETER,
            "4.3.11",
            "pre_shared_key is not the last extension of the ClientHello"),
    MISSING_SUPPORTED_VERSIONS(AlertDescription.MISSING_EXTENSION, "9.2", "a TLS 1.3 hello has no supported_versions"),
    MISSING_SIGNATURE_ALGORITHMS(
            AlertDescription.MISSING_EXTENSION,
            "9.2",
            "the peer asks for a certificate but lists no signature_algorithms"),
    MISSING_SUPPORTED_GROUPS(AlertDescription.MISSING_EXTENSION, "9.2", "key_share came without supported_groups"),
    MISSING_KEY_SHARE(AlertDescription.MISSING_EXTENSION, "9.2", "no key_share where one is mandatory"),
    MISSING_PSK_MODES(
            AlertDescription.MISSING_EXTENSION, "4.3.9", "pre_shared_key came without psk_key_exchange_modes"),
    MISSING_SERVER_NAME(
            AlertDescription.MISSING_EXTENSION, "9.2", "this server needs server_name, and the client sent none"),
    NO_COMMON_CIPHER_SUITE(AlertDescription.HANDSHAKE_FAILURE, "4.2.1", "no cipher suite in common"),
    NO_COMMON_GROUP(AlertDescription.HANDSHAKE_FAILURE, "4.2.1", "no key-exchange group in common"),
    NO_COMMON_SIGNATURE_SCHEME(
            AlertDescription.HANDSHAKE_FAILURE,
            "4.2.1",
            "no signature scheme in common that fits the certificates at hand"),
    NO_COMMON_ALPN(AlertDescription.NO_APPLICATION_PROTOCOL, "RFC 7301 3.2", "no application protocol in common"),
    UNKNOWN_SERVER_NAME(
            AlertDescription.UNRECOGNIZED_NAME, "6.2", "this server does not know the name that the client asked for"),
    BAD_SERVER_NAME(AlertDescription.ILLEGAL_PARAMETER, "RFC 6066 3", "server_name is not a valid host name"),
    SELECTED_UNOFFERED_SUITE(
            AlertDescription.ILLEGAL_PARAMETER, "4.2.3", "the server selected a cipher suite that was not offered"),
    SELECTED_UNOFFERED_GROUP(
            AlertDescription.ILLEGAL_PARAMETER, "4.3.8", "the server selected a group that was not offered"),
    SELECTED_OTHER_SUITE_AFTER_RETRY(
            AlertDescription.ILLEGAL_PARAMETER, "4.2.4", "ServerHello's suite is not the HelloRetryRequest's"),
    SELECTED_OTHER_GROUP_AFTER_RETRY(
            AlertDescription.ILLEGAL_PARAMETER, "4.3.8", "ServerHello's group is not the HelloRetryRequest's"),
    SELECTED_UNOFFERED_ALPN(
            AlertDescription.ILLEGAL_PARAMETER, "RFC 7301 3.1", "the server selected a protocol that was not offered"),
    BAD_RECORD_SIZE_LIMIT(
            AlertDescription.ILLEGAL_PARAMETER,
            "RFC 8449 4",
            "record_size_limit is less than 64, or a server's more than a record can hold"),
    BAD_MAX_FRAGMENT_LENGTH(
            AlertDescription.ILLEGAL_PARAMETER,
            "RFC 6066 4",
            "max_fragment_length is none of the defined values, or the answer another than was asked for"),
    TWO_RECORD_LIMITS(
            AlertDescription.ILLEGAL_PARAMETER,
            "RFC 8449 5",
            "the server answered both record_size_limit and max_fragment_length"),
    SELECTED_UNOFFERED_PSK(
            AlertDescription.ILLEGAL_PARAMETER, "4.3.11", "the server selected a PSK that was not offered"),
    SELECTED_PSK_OF_OTHER_HASH(
            AlertDescription.ILLEGAL_PARAMETER, "4.3.11", "the server's suite has another hash than its PSK"),
    SELECTED_UNOFFERED_PSK_MODE(
            AlertDescription.ILLEGAL_PARAMETER, "4.3.9", "the server uses the PSK in a mode that was not offered"),
    EARLY_DATA_UNDER_OTHER_TERMS(
            AlertDescription.ILLEGAL_PARAMETER,
            "4.3.11",
            "the server takes early data with another key, suite or protocol than it was sent under"),
    PSK_NOT_SELECTED(
            AlertDescription.HANDSHAKE_FAILURE,
            "4.2.1",
            "the server uses none of the offered PSKs, and this side goes on with nothing else"),
    RETRY_WITHOUT_CHANGE(AlertDescription.ILLEGAL_PARAMETER, "4.2.4", "the HelloRetryRequest would change nothing"),
    RETRY_FOR_SHARE_ALREADY_SENT(
            AlertDescription.ILLEGAL_PARAMETER,
            "4.3.8",
            "the HelloRetryRequest asks for a share that was already there"),
    CHANGED_CLIENT_HELLO(
            AlertDescription.ILLEGAL_PARAMETER, "4.2.2", "the second ClientHello changes what must stay as it was"),
    WRONG_SHARE_AFTER_RETRY(
            AlertDescription.ILLEGAL_PARAMETER,
            "4.3.8",
            "the second ClientHello does not bring exactly the share that was asked for"),
    BAD_COOKIE(AlertDescription.ILLEGAL_PARAMETER, "4.3.2", "the cookie is missing or not the one that was sent"),
    DUPLICATE_KEY_SHARE(AlertDescription.ILLEGAL_PARAMETER, "4.3.8", "two key shares are for one group"),
    DUPLICATE_GROUP(AlertDescription.ILLEGAL_PARAMETER, "4.3.7", "supported_groups lists a group twice"),
    // RFC 8879 does not say what becomes of one: as with groups
    DUPLICATE_COMPRESSION(
            AlertDescription.ILLEGAL_PARAMETER, "RFC 8879 3", "compress_certificate lists an algorithm twice"),
    NEEDLESS_CERTIFICATE_TYPES(
            AlertDescription.ILLEGAL_PARAMETER,
            "RFC 7250 4.1",
            "a list of certificate types has nothing but X.509, and must be left out then"),
    SHARE_OF_UNLISTED_GROUP(
            AlertDescription.ILLEGAL_PARAMETER, "4.3.8", "a key share is for a group that supported_groups lacks"),
    BAD_KEY_SHARE(AlertDescription.ILLEGAL_PARAMETER, "4.3.8", "a key share is not a valid public value of its group"),
    BAD_SHARED_SECRET(AlertDescription.ILLEGAL_PARAMETER, "7.4.2", "the shared secret is all zeros"),

    // Authentication
    EMPTY_CERTIFICATE(AlertDescription.DECODE_ERROR, "4.5.1.3", "the server sent no certificate"),
    CERTIFICATE_REQUIRED(
            AlertDescription.CERTIFICATE_REQUIRED, "4.5.1.3", "the client sent no certificate, and one is required"),
    BAD_CERTIFICATE_REQUEST_CONTEXT(
            AlertDescription.ILLEGAL_PARAMETER, "4.5.1", "certificate_request_context is not what it must be"),
    UNSOLICITED_CERTIFICATE(AlertDescription.UNEXPECTED_MESSAGE, "4.5.1", "a certificate came that nobody asked for"),
    // RFC 8879 names no alert for an algorithm that was not offered: illegal_parameter, as for everything not offered
    COMPRESSION_NOT_OFFERED(
            AlertDescription.ILLEGAL_PARAMETER,
            "RFC 8879 4",
            "a certificate is compressed with an algorithm that was not offered"),
    BAD_COMPRESSED_CERTIFICATE(
            AlertDescription.BAD_CERTIFICATE,
            "RFC 8879 4",
            "a compressed certificate cannot be decompressed to the length that it claims"),
    COMPRESSED_CERTIFICATE_TOO_LARGE(
            AlertDescription.BAD_CERTIFICATE,
            "RFC 8879 5",
            "a compressed certificate claims to be larger than this side accepts"),
    NO_COMMON_CERTIFICATE_TYPE(
            AlertDescription.UNSUPPORTED_CERTIFICATE,
            "RFC 7250 4.2",
            "one side shows no type of certificate that the other takes"),
    SELECTED_UNOFFERED_CERTIFICATE_TYPE(
            AlertDescription.ILLEGAL_PARAMETER,
            "RFC 7250 4.2",
            "the server selected a type of certificate that was not offered"),
    SEVERAL_RAW_PUBLIC_KEYS(
            AlertDescription.ILLEGAL_PARAMETER, "4.5.1", "a raw public key came with other certificates"),
    BAD_OID_FILTERS(
            AlertDescription.ILLEGAL_PARAMETER,
            "4.3.5",
            "oid_filters are malformed, name an OID twice, or ask for any purpose"),
    CERTIFICATE_AGAINST_FILTERS(
            AlertDescription.UNSUPPORTED_CERTIFICATE,
            "4.3.5",
            "the client's certificate lacks what the server's oid_filters ask for"),
    SIGNATURE_SCHEME_NOT_OFFERED(
            AlertDescription.ILLEGAL_PARAMETER,
            "4.5.2",
            "CertificateVerify uses a signature scheme that was not offered"),
    SIGNATURE_SCHEME_NOT_FOR_TLS13(
            AlertDescription.ILLEGAL_PARAMETER, "4.5.2", "CertificateVerify uses a scheme that TLS 1.3 forbids there"),
    SIGNATURE_SCHEME_NOT_FOR_KEY(
            AlertDescription.ILLEGAL_PARAMETER,
            "4.5.2",
            "CertificateVerify's scheme does not fit the certificate's key"),
    BAD_SIGNATURE(AlertDescription.DECRYPT_ERROR, "4.5.2", "CertificateVerify's signature is wrong"),
    BAD_FINISHED(
            AlertDescription.DECRYPT_ERROR,
            "4.5.3",
            "Finished does not verify: the two sides saw different handshakes"),
    BINDERS_DO_NOT_PAIR(
            AlertDescription.ILLEGAL_PARAMETER, "4.3.11", "pre_shared_key has not one binder for each identity"),
    BAD_BINDER(AlertDescription.DECRYPT_ERROR, "4.3.11", "a PSK binder does not verify"),
    UNKNOWN_PSK(AlertDescription.UNKNOWN_PSK_IDENTITY, "6.2", "no offered PSK is known, and one is required"),

    // The certificate's verdict
    CERTIFICATE_MALFORMED(AlertDescription.BAD_CERTIFICATE, "6.2", "a certificate cannot be read"),
    CERTIFICATE_BAD_SIGNATURE(AlertDescription.BAD_CERTIFICATE, "6.2", "a certificate's signature does not verify"),
    CERTIFICATE_UNSUPPORTED_KEY(
            AlertDescription.UNSUPPORTED_CERTIFICATE, "6.2", "a certificate's key is of an unsupported kind"),
    CERTIFICATE_WRONG_PURPOSE(
            AlertDescription.UNSUPPORTED_CERTIFICATE, "4.5.1.2", "a certificate may not be used for this purpose"),
    CERTIFICATE_NOT_A_CA(
            AlertDescription.BAD_CERTIFICATE, "RFC 5280 6.1", "a certificate signed another though it is not a CA"),
    CERTIFICATE_PATH_TOO_LONG(
            AlertDescription.BAD_CERTIFICATE, "RFC 5280 6.1", "the chain is longer than a CA in it allows"),
    CERTIFICATE_NAME_CONSTRAINT(
            AlertDescription.BAD_CERTIFICATE, "RFC 5280 6.1", "a CA in the chain may not vouch for this name"),
    CERTIFICATE_UNKNOWN_CRITICAL(
            AlertDescription.UNSUPPORTED_CERTIFICATE,
            "RFC 5280 4.2",
            "a certificate has a critical extension that is not understood"),
    CERTIFICATE_EXPIRED(AlertDescription.CERTIFICATE_EXPIRED, "6.2", "a certificate has expired"),
    CERTIFICATE_NOT_YET_VALID(AlertDescription.CERTIFICATE_EXPIRED, "6.2", "a certificate is not valid yet"),
    CERTIFICATE_REVOKED(AlertDescription.CERTIFICATE_REVOKED, "6.2", "a certificate was revoked"),
    CERTIFICATE_CHAIN_INCOMPLETE(
            AlertDescription.UNKNOWN_CA, "6.2", "an intermediate certificate is missing from the chain"),
    CERTIFICATE_UNKNOWN_CA(AlertDescription.UNKNOWN_CA, "6.2", "the chain does not end at a trusted CA"),
    // RFC 9525 names no alert; certificate_unknown would hide the cause, bad_certificate is what most peers expect
    CERTIFICATE_NAME_MISMATCH(AlertDescription.BAD_CERTIFICATE, "RFC 9525 6", "the certificate is not for this host"),
    //= R4.5.1.3-4
    //= R4.5.1.3-5
    CERTIFICATE_WEAK_ALGORITHM(
            AlertDescription.BAD_CERTIFICATE, "4.5.1.3", "a certificate uses an algorithm or key that is too weak"),
    CERTIFICATE_UNACCEPTABLE(
            AlertDescription.CERTIFICATE_UNKNOWN, "6.2", "the verifier did not accept the certificate"),
    BAD_STATUS_RESPONSE(
            AlertDescription.BAD_CERTIFICATE_STATUS_RESPONSE, "4.5.1.1", "the stapled OCSP response is not acceptable"),
    ACCESS_DENIED(AlertDescription.ACCESS_DENIED, "6.2", "the peer is who it says, but it may not connect"),

    // After the handshake
    BAD_KEY_UPDATE(AlertDescription.ILLEGAL_PARAMETER, "4.7.3", "KeyUpdate.request_update is neither 0 nor 1"),
    TOO_MANY_KEY_UPDATES(AlertDescription.UNEXPECTED_MESSAGE, "4.7.3", "too many KeyUpdates without data between them"),
    TOO_MANY_TICKETS(
            AlertDescription.UNEXPECTED_MESSAGE, "4.7.1", "too many NewSessionTickets without data between them"),
    TICKET_LIFETIME_TOO_LONG(
            AlertDescription.ILLEGAL_PARAMETER, "4.7.1", "a ticket claims to live longer than seven days"),
    UNEXPECTED_POST_HANDSHAKE_AUTH(
            AlertDescription.UNEXPECTED_MESSAGE, "4.7.2", "the server asks for authentication that was not offered"),
    TOO_MANY_CERTIFICATE_REQUESTS(
            AlertDescription.UNEXPECTED_MESSAGE, "4.7.2", "the server asks for authentication again and again"),
    INTERRUPTED_AUTHENTICATION(
            AlertDescription.UNEXPECTED_MESSAGE,
            "4.7.2",
            "application data came between the messages of one authentication"),
    TOO_MUCH_EARLY_DATA(AlertDescription.UNEXPECTED_MESSAGE, "4.3.10", "more early data than the ticket allows"),

    // Not the peer's fault
    INTERNAL_ERROR(
            AlertDescription.INTERNAL_ERROR,
            "6.2",
            "this side failed, for reasons that have nothing to do with the peer"),
    NO_CREDENTIALS(
            AlertDescription.HANDSHAKE_FAILURE, "4.5.1.2", "this side has no certificate that the peer could accept");

    @SuppressWarnings("ImmutableEnumChecker") // a record of an int
    private final AlertDescription alert;

    private final String section;
    private final String sentence;

    Violation(AlertDescription alert, String section, String sentence) {
        this.alert = alert;
        this.section = section;
        this.sentence = sentence;
    }

    /** The alert that answers this violation, sent once (section 6.2). */
    public AlertDescription alert() {
        return alert;
    }

    /** The section that sets the rule: of RFC 9846 unless it names another RFC. */
    public String section() {
        return section.startsWith("RFC") ? section : "RFC 9846 " + section;
    }

    /** What happened, as a clause without a full stop. */
    public String sentence() {
        return sentence;
    }
}
