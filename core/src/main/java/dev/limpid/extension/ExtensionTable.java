// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.extension;

import static dev.limpid.extension.ExtensionContext.CERTIFICATE;
import static dev.limpid.extension.ExtensionContext.CERTIFICATE_REQUEST;
import static dev.limpid.extension.ExtensionContext.CLIENT_HELLO;
import static dev.limpid.extension.ExtensionContext.ENCRYPTED_EXTENSIONS;
import static dev.limpid.extension.ExtensionContext.HELLO_RETRY_REQUEST;
import static dev.limpid.extension.ExtensionContext.NEW_SESSION_TICKET;
import static dev.limpid.extension.ExtensionContext.SERVER_HELLO;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.registry.ExtensionType;
import dev.limpid.wire.WireReader;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Section 4.3's table as data: which extensions this stack recognises, in which messages each may appear, and the form that it
 * has there. Two rows are not in RFC 9846, which lists recommended extensions only: max_fragment_length (RFC 6066) and
 * signed_certificate_timestamp (RFC 6962, whose messages section 4.5.1.1 names).
 */
public final class ExtensionTable {
    private static final Map<ExtensionType, Map<ExtensionContext, Form>> ROWS = new LinkedHashMap<>();

    static {
        row(ExtensionType.SERVER_NAME)
                .form(ServerNameList.Request::decode, CLIENT_HELLO, CERTIFICATE_REQUEST)
                .form(ServerNameList.Acknowledgement::decode, ENCRYPTED_EXTENSIONS);
        row(ExtensionType.MAX_FRAGMENT_LENGTH).form(MaxFragmentLength::decode, CLIENT_HELLO, ENCRYPTED_EXTENSIONS);
        row(ExtensionType.STATUS_REQUEST)
                .form(StatusRequest.OcspRequest::decode, CLIENT_HELLO)
                .form(StatusRequest.ServerRequest::decode, CERTIFICATE_REQUEST)
                .form(StatusRequest.OcspResponse::decode, CERTIFICATE);
        row(ExtensionType.SUPPORTED_GROUPS).form(SupportedGroups::decode, CLIENT_HELLO, ENCRYPTED_EXTENSIONS);
        row(ExtensionType.SIGNATURE_ALGORITHMS).form(SignatureAlgorithms::decode, CLIENT_HELLO, CERTIFICATE_REQUEST);
        row(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION)
                .form(ApplicationLayerProtocolNegotiation.ClientHello::decode, CLIENT_HELLO)
                .form(ApplicationLayerProtocolNegotiation.EncryptedExtensions::decode, ENCRYPTED_EXTENSIONS);
        row(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP)
                .form(SignedCertificateTimestamp.Request::decode, CLIENT_HELLO, CERTIFICATE_REQUEST)
                .form(SignedCertificateTimestamp.Timestamps::decode, CERTIFICATE);
        row(ExtensionType.CLIENT_CERTIFICATE_TYPE)
                .form(ClientCertificateType.ClientHello::decode, CLIENT_HELLO)
                .form(ClientCertificateType.EncryptedExtensions::decode, ENCRYPTED_EXTENSIONS);
        row(ExtensionType.SERVER_CERTIFICATE_TYPE)
                .form(ServerCertificateType.ClientHello::decode, CLIENT_HELLO)
                .form(ServerCertificateType.EncryptedExtensions::decode, ENCRYPTED_EXTENSIONS);
        row(ExtensionType.PADDING).form(Padding::decode, CLIENT_HELLO);
        row(ExtensionType.COMPRESS_CERTIFICATE).form(CompressCertificate::decode, CLIENT_HELLO, CERTIFICATE_REQUEST);
        row(ExtensionType.RECORD_SIZE_LIMIT).form(RecordSizeLimit::decode, CLIENT_HELLO, ENCRYPTED_EXTENSIONS);
        row(ExtensionType.PRE_SHARED_KEY)
                .form(PreSharedKey.ClientHello::decode, CLIENT_HELLO)
                .form(PreSharedKey.ServerHello::decode, SERVER_HELLO);
        row(ExtensionType.EARLY_DATA)
                .form(EarlyData.Indication::decode, CLIENT_HELLO, ENCRYPTED_EXTENSIONS)
                .form(EarlyData.NewSessionTicket::decode, NEW_SESSION_TICKET);
        row(ExtensionType.SUPPORTED_VERSIONS)
                .form(SupportedVersions.ClientHello::decode, CLIENT_HELLO)
                .form(SupportedVersions.Selected::decode, SERVER_HELLO, HELLO_RETRY_REQUEST);
        row(ExtensionType.COOKIE).form(Cookie::decode, CLIENT_HELLO, HELLO_RETRY_REQUEST);
        //= R4.3.9-6
        row(ExtensionType.PSK_KEY_EXCHANGE_MODES).form(PskKeyExchangeModes::decode, CLIENT_HELLO);
        row(ExtensionType.CERTIFICATE_AUTHORITIES)
                .form(CertificateAuthorities::decode, CLIENT_HELLO, CERTIFICATE_REQUEST);
        //= R4.3.5-1
        row(ExtensionType.OID_FILTERS).form(OidFilters::decode, CERTIFICATE_REQUEST);
        //= R4.3.6-2
        row(ExtensionType.POST_HANDSHAKE_AUTH).form(PostHandshakeAuth::decode, CLIENT_HELLO);
        row(ExtensionType.SIGNATURE_ALGORITHMS_CERT)
                .form(SignatureAlgorithmsCert::decode, CLIENT_HELLO, CERTIFICATE_REQUEST);
        row(ExtensionType.KEY_SHARE)
                .form(KeyShare.ClientHello::decode, CLIENT_HELLO)
                .form(KeyShare.ServerHello::decode, SERVER_HELLO)
                .form(KeyShare.HelloRetryRequest::decode, HELLO_RETRY_REQUEST);
        row(ExtensionType.TICKET_REQUEST)
                .form(TicketRequest.ClientHello::decode, CLIENT_HELLO)
                .form(TicketRequest.EncryptedExtensions::decode, ENCRYPTED_EXTENSIONS);
    }

    private ExtensionTable() {}

    /** The extensions that this stack reads, in the table's order; every other is {@link Unknown}. */
    public static Set<ExtensionType> recognised() {
        return Collections.unmodifiableSet(ROWS.keySet());
    }

    /** The messages in which {@code type} may appear; none if it is not recognised, since then nothing is known of it. */
    public static Set<ExtensionContext> contexts(ExtensionType type) {
        return Collections.unmodifiableSet(ROWS.getOrDefault(type, Map.of()).keySet());
    }

    /** The value of {@code extension_data}, all of which {@code reader} holds. */
    static Extension decode(ExtensionType type, ExtensionContext context, WireReader reader) {
        Map<ExtensionContext, Form> row = ROWS.get(type);
        if (row == null) {
            //= R9.3-6
            //= R4.5.1.1-2
            //= R4.5.1.1-3
            return new Unknown(type, reader.rest());
        }
        Form form = row.get(context);
        if (form == null) {
            //= R4.3-7
            //= R4.4.1-2
            throw new ViolationException(Violation.MISPLACED_EXTENSION, type + " in " + context);
        }
        return form.apply(reader);
    }

    private static Row row(ExtensionType type) {
        Row row = new Row(new EnumMap<>(ExtensionContext.class));
        ROWS.put(type, row.forms);
        return row;
    }

    private interface Form extends Function<WireReader, Extension> {}

    private record Row(Map<ExtensionContext, Form> forms) {
        Row form(Form form, ExtensionContext... contexts) {
            for (ExtensionContext context : contexts) {
                forms.put(context, form);
            }
            return this;
        }
    }
}
