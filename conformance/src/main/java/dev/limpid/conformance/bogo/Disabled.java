// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The runner's tests that are not for Limpid, by patterns of their names, each with the reason. */
final class Disabled {
    private static final String OLD = "needs TLS 1.2 or older: Limpid speaks TLS 1.3 only";

    private static final Map<String, String> OTHER_PROTOCOLS = Map.of(
            "*DTLS*", "DTLS is another protocol",
            "*-QUIC*", "QUIC carries TLS without records; Limpid has no QUIC",
            "QUICCompatibilityMode", "QUIC carries TLS without records; Limpid has no QUIC",
            "TLS-ECH-*", "encrypted ClientHello (RFC 9849) is not implemented",
            "*-ECH-*", "encrypted ClientHello (RFC 9849) is not implemented",
            "DelegatedCredentials-*", "delegated credentials (RFC 9345) are not implemented",
            "*DelegatedCredential*", "delegated credentials (RFC 9345) are not implemented",
            "ALPS-*", "application_settings is a draft");

    /** Where BoringSSL expects what RFC 9846 rules out, or what it leaves open and Limpid decides otherwise. */
    private static final Map<String, String> OTHERWISE = Map.ofEntries(
            Map.entry(
                    "DuplicateExtension*",
                    "wants decode_error; parsed well but illegal is illegal_parameter (section 6)"),
            Map.entry(
                    "EncryptedExtensionsWithKeyShare-TLS13",
                    "wants unsupported_extension; a known extension in the wrong message is illegal_parameter (section 4.3)"),
            Map.entry(
                    "UnencryptedEncryptedExtensions",
                    "wants bad_record_mac; an unexpected record type is unexpected_message (section 5)"),
            Map.entry(
                    "SendWarningAlerts-TLS13",
                    "wants decode_error; an error alert of any level closes the connection, unanswered (section 6)"),
            Map.entry("SendBogusAlertType", "wants illegal_parameter; the level of an alert is ignored (section 6)"),
            Map.entry(
                    "TLS13-HRR-InvalidCompressionMethod",
                    "wants decode_error; parsed well but illegal is illegal_parameter (section 6)"),
            Map.entry(
                    "VersionTolerance-TLS13",
                    "wants any legacy_version; one that is not 0x0303 is refused (RFC 9846 section 4.2.2)"),
            Map.entry(
                    "SkipEarlyData-SecondClientHelloEarlyData-TLS13",
                    "wants bad_record_mac for the data; early_data in a second ClientHello is illegal_parameter (section 4.2.2)"),
            Map.entry(
                    "ClientHelloPadding",
                    "wants padding for one middlebox of 2014; Limpid does not pad its ClientHello"),
            Map.entry(
                    "Resume-Server-BinderWrongLength*",
                    "wants decrypt_error; a binder of 31 bytes does not parse (PskBinderEntry, section 4.3.11): decode_error"),
            Map.entry(
                    "EarlyDataVersionDowngrade-Client-TLS13-WarningAlert",
                    "wants a warning to be skipped; an error alert of any level closes the connection (section 6)"),
            Map.entry(
                    "TLS13-Client-NonminimalTicketFlags",
                    "tls_flags is a draft; unknown extensions of a ticket are ignored"),
            Map.entry(
                    "TLS13-Client-EmptyTicketFlags",
                    "tls_flags is a draft; unknown extensions of a ticket are ignored"),
            Map.entry(
                    "CheckRecordVersion-TLS13",
                    "wants a wrong legacy_record_version refused; it must be ignored (section 5.1)"),
            Map.entry(
                    "GarbageInitialRecordVersion-TLS13",
                    "wants a wrong legacy_record_version refused; it must be ignored (section 5.1)"),
            Map.entry(
                    "CertificateSelection-Server-CertificateType-MatchesRawPublicKeyOverX509-MatchNone-*",
                    "wants handshake_failure; a client's list without a type in common is unsupported_certificate (RFC 7250 section 4.2)"),
            Map.entry(
                    "CertificateSelection-Server-CertificateType-Unknown-*-MatchNone-*",
                    "wants handshake_failure; a client's list without a type in common is unsupported_certificate (RFC 7250 section 4.2)"),
            Map.entry(
                    "GarbageCertificate-*-TLS13",
                    "wants decode_error; a corrupt certificate in a message that parses is bad_certificate (section 6.2)"),
            Map.entry(
                    "ServerCertificateType-Client-Requests*-ServerIncorrectlySentRPK-TLS13",
                    "wants decode_error; what is no certificate in a message that parses is bad_certificate (section 6.2)"),
            Map.entry(
                    "ClientAuth-NoFallback-TLS13",
                    "wants decode_error; CertificateRequest without signature_algorithms is missing_extension (section 4.4.2)"),
            Map.entry(
                    "ClientCertificateType-Server-RejectsInvalidEmptyExtension-*",
                    "wants illegal_parameter; an empty list does not parse (RFC 7250 section 3): decode_error (section 6)"),
            Map.entry(
                    "ClientCertificateType-Server-*NoSharedType-VerifyPeer-TLS13",
                    "wants a failure; a server that can do without a certificate asks for none (RFC 7250 section 4.2)"),
            Map.entry(
                    "ClientCertificateType-Server-*NoOtherType-VerifyPeer-TLS13",
                    "wants a failure; a server that can do without a certificate asks for none (RFC 7250 section 4.2)"),
            Map.entry(
                    "PSK-Server-OmitAllPSKsOnSecondClientHello-*",
                    "wants the second ClientHello's own PSKs judged; leaving out pre_shared_key is a change it must not make (section 4.2.2)"),
            Map.entry(
                    "PSK-Server-BinderWrongLength-*",
                    "wants decrypt_error; a binder of 31 bytes does not parse (PskBinderEntry, section 4.3.11): decode_error"),
            Map.entry(
                    "QUICTransportParams-NonQUICServer-ClientStandard-*",
                    "wants a client without QUIC's transport refused (RFC 9001 section 8.2); an extension that is not known is ignored (section 4.2.2)"),
            Map.entry(
                    "QUICTransportParams-NonQUICServer-ClientBoth-*",
                    "wants a client without QUIC's transport refused (RFC 9001 section 8.2); an extension that is not known is ignored (section 4.2.2)"));

    private Disabled() {}

    /** Pattern and reason, in the order of the patterns. */
    static SortedMap<String, String> patterns() {
        SortedMap<String, String> all = new TreeMap<>(OTHER_PROTOCOLS);
        all.putAll(OTHERWISE);
        for (String version : List.of("TLS1", "TLS11", "TLS12")) {
            all.put("*-" + version, OLD);
            all.put(version + "-*", OLD);
            all.put("TLS-" + version + "-*", OLD);
            all.put("VersionNegotiation*-" + version + "-TLS", OLD);
            for (String begun : List.of("Client-", "Server-", "Client-NoResume-")) {
                all.put("Resume-" + begun + "TLS1*-" + version + "-TLS", OLD);
            }
            all.put("Resume-*-" + version + "-TLS13-TLS", OLD);
        }
        all.put("Downgrade-*-Server*", OLD);
        all.put("Ticket-Forbidden-TLS13", OLD);
        all.put("ResumeTLS12SessionID-TLS13", OLD);
        all.put("TLS12SessionID-TLS13", OLD);
        all.put("SkipEarlyData-EarlyDataInTLS12*", OLD);
        all.put("M*VersionTolerance", OLD);
        all.put("ClientHelloVersionTooHigh", OLD);
        all.put("ConflictingVersion*", OLD);
        return all;
    }
}
