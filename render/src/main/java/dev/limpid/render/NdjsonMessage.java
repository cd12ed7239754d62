// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.inspect.MessageName;
import dev.limpid.message.Certificate;
import dev.limpid.message.CertificateEntry;
import dev.limpid.message.CertificateRequest;
import dev.limpid.message.CertificateVerify;
import dev.limpid.message.ClientHello;
import dev.limpid.message.CompressedCertificate;
import dev.limpid.message.EncryptedExtensions;
import dev.limpid.message.EndOfEarlyData;
import dev.limpid.message.Finished;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.message.KeyUpdate;
import dev.limpid.message.NewSessionTicket;
import dev.limpid.message.ServerHello;
import dev.limpid.observe.Event.MessageSeen;
import tools.jackson.core.JsonGenerator;

/** A handshake message in NDJSON. Everything in it was on the wire; bytes are hexadecimal. */
final class NdjsonMessage {
    private NdjsonMessage() {}

    static void write(JsonGenerator json, MessageSeen seen) {
        json.writeStringProperty("type", MessageName.of(seen.message()));
        json.writeNumberProperty("bytes", seen.length());
        json.writeStringProperty("epoch", seen.epoch().toString());
        json.writeObjectPropertyStart("fields");
        switch (seen.message()) {
            case ClientHello m -> {
                json.writeStringProperty("random", m.random().toHex());
                json.writeStringProperty(
                        "legacy_session_id", m.legacySessionId().toHex());
                Ndjson.strings(json, "cipher_suites", m.cipherSuites());
                extensions(json, m.extensions());
            }
            case ServerHello m -> {
                json.writeStringProperty("random", m.random().toHex());
                json.writeStringProperty("cipher_suite", m.cipherSuite().toString());
                extensions(json, m.extensions());
            }
            case HelloRetryRequest m -> {
                json.writeStringProperty("cipher_suite", m.cipherSuite().toString());
                extensions(json, m.extensions());
            }
            case EncryptedExtensions m -> extensions(json, m.extensions());
            case CertificateRequest m -> {
                json.writeStringProperty(
                        "certificate_request_context",
                        m.certificateRequestContext().toHex());
                extensions(json, m.extensions());
            }
            case Certificate m -> {
                json.writeArrayPropertyStart("certificate_list");
                for (CertificateEntry entry : m.certificateList()) {
                    json.writeStartObject();
                    json.writeStringProperty("data", entry.data().toHex());
                    extensions(json, entry.extensions());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            case CertificateVerify m -> {
                json.writeStringProperty("algorithm", m.algorithm().toString());
                json.writeStringProperty("signature", m.signature().toHex());
            }
            case Finished m ->
                json.writeStringProperty("verify_data", m.verifyData().toHex());
            case KeyUpdate m -> json.writeBooleanProperty("update_requested", m.updateRequested());
            case NewSessionTicket m -> {
                json.writeNumberProperty("ticket_lifetime", m.ticketLifetime());
                json.writeNumberProperty("ticket_bytes", m.ticket().length());
                extensions(json, m.extensions());
            }
            case CompressedCertificate _, EndOfEarlyData _ -> {
                // their length says it all
            }
        }
        json.writeEndObject();
    }

    private static void extensions(JsonGenerator json, Extensions extensions) {
        json.writeArrayPropertyStart("extensions");
        for (Extension extension : extensions) {
            json.writeStartObject();
            json.writeStringProperty("type", extension.type().toString());
            json.writeStringProperty("data", extension.body().toHex());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
