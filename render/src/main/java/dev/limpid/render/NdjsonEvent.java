// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.inspect.KeyTree;
import dev.limpid.observe.Choice;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.Side;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** One event's name and properties in NDJSON. */
final class NdjsonEvent {
    private NdjsonEvent() {}

    /** The event's name; a message is sent or received from {@code role}'s point of view. */
    static String name(Side role, Event event) {
        return switch (event) {
            case Event.Started _ -> "tls:started";
            case Event.TransportConnected _ -> "tcp:connected";
            case Event.RecordSeen e -> e.sender() == role ? "tls:record_sent" : "tls:record_received";
            case Event.MessageSeen e -> e.sender() == role ? "tls:message_sent" : "tls:message_received";
            case Event.CertificateUncompressed _ -> "tls:certificate_uncompressed";
            case Event.TranscriptExtended _ -> "tls:transcript_extended";
            case Event.ChangeCipherSpecSeen _ -> "tls:change_cipher_spec";
            case Event.StateEntered _ -> "tls:state_entered";
            case Event.QuestionAsked _ -> "tls:question_asked";
            case Event.QuestionAnswered _ -> "tls:question_answered";
            case Event.Chosen _ -> "tls:chosen";
            case Event.SecretDerived _ -> "tls:key_derived";
            case Event.KeysInstalled _ -> "tls:keys_installed";
            case Event.KeysDiscarded _ -> "tls:keys_discarded";
            case Event.PathChecked _ -> "tls:certificate_path";
            case Event.SignatureChecked _ -> "tls:signature_checked";
            case Event.FinishedChecked _ -> "tls:finished_checked";
            case Event.PskOffered _, Event.PskAccepted _, Event.PskMissed _ -> "tls:resumption";
            case Event.EarlyDataDecided _ -> "tls:early_data";
            case Event.TicketIssued _ -> "tls:session_ticket";
            case Event.Established _ -> "tls:negotiated";
            case Event.PeerConfirmed _ -> "tls:peer_confirmed";
            case Event.LaterAuthentication _ -> "tls:later_authentication";
            case Event.KeyUpdated _ -> "tls:key_updated";
            case Event.ApplicationMessageSeen _ -> "app:message";
            case Event.AlertSeen _ -> "tls:alert";
            case Event.Failed _ -> "tls:failed";
            case Event.TransportEnded _ -> "tcp:ended";
            case Event.Closed _ -> "tls:closed";
        };
    }

    /** The properties beside name, connection and time. */
    static void write(JsonGenerator json, Event event) {
        switch (event) {
            case Event.Started e -> {
                json.writeStringProperty("role", e.role().toString());
                json.writeStringProperty("at", e.at().toString());
                e.serverName().ifPresent(n -> json.writeStringProperty("server_name", n));
            }
            case Event.TransportConnected e -> {
                json.writeStringProperty("peer", e.peer());
                json.writeNumberProperty("connect_nanos", e.nanos());
            }
            case Event.RecordSeen e -> {
                sender(json, e.sender());
                json.writeStringProperty("type", e.type().toString());
                json.writeStringProperty("epoch", e.epoch().toString());
                json.writeNumberProperty("bytes", e.length());
                json.writeNumberProperty("content_bytes", e.contentLength());
            }
            case Event.MessageSeen e -> {
                sender(json, e.sender());
                NdjsonMessage.write(json, e);
            }
            case Event.TranscriptExtended e -> {
                json.writeStringProperty("through", e.through().toString());
                json.writeStringProperty("transcript_hash", e.hash().toHex());
            }
            case Event.CertificateUncompressed e -> {
                sender(json, e.sender());
                json.writeStringProperty("algorithm", e.compressed().algorithm().toString());
                json.writeNumberProperty(
                        "compressed_length", e.compressed().body().length());
                json.writeNumberProperty("length", e.certificate().body().length());
            }
            case Event.ChangeCipherSpecSeen e -> sender(json, e.sender());
            case Event.StateEntered e -> json.writeStringProperty("state", e.state());
            case Event.QuestionAsked e ->
                json.writeStringProperty("question", e.question().toString());
            case Event.QuestionAnswered e ->
                json.writeStringProperty("question", e.question().toString());
            case Event.Chosen e -> choice(json, e.choice());
            case Event.SecretDerived e -> secret(json, e);
            case Event.KeysInstalled e -> keys(json, e.sender(), e.epoch().toString(), e.generation());
            case Event.KeysDiscarded e -> keys(json, e.sender(), e.epoch().toString(), e.generation());
            case Event.PathChecked e -> path(json, e);
            case Event.SignatureChecked e -> {
                json.writeStringProperty("peer", e.peer().toString());
                json.writeStringProperty("scheme", e.scheme().toString());
            }
            case Event.FinishedChecked e ->
                json.writeStringProperty("peer", e.peer().toString());
            case Event.PskOffered e -> {
                json.writeStringProperty("outcome", "offered");
                json.writeNumberProperty("tickets", e.tickets());
                json.writeNumberProperty("external", e.external());
                json.writeBooleanProperty("early_data", e.earlyData());
            }
            case Event.PskAccepted e -> {
                json.writeStringProperty("outcome", "accepted");
                json.writeNumberProperty("index", e.index());
                json.writeBooleanProperty("resumed", e.resumed());
            }
            case Event.PskMissed e -> {
                json.writeStringProperty("outcome", "missed");
                json.writeStringProperty("code", e.reason().name());
                json.writeStringProperty("reason", e.text());
            }
            case Event.EarlyDataDecided e -> {
                json.writeBooleanProperty("accepted", e.accepted());
                json.writeStringProperty("code", e.answer().name());
                json.writeStringProperty("reason", e.text());
            }
            case Event.TicketIssued e -> {
                json.writeNumberProperty("lifetime_seconds", e.lifetime());
                json.writeNumberProperty("max_early_data", e.maxEarlyData());
                json.writeBooleanProperty("kept", e.kept());
                json.writeStringProperty("reason", e.reason());
            }
            case Event.Established e -> facts(json, e.facts());
            case Event.PeerConfirmed e -> json.writeStringProperty("by", e.by().toString());
            case Event.LaterAuthentication e -> {
                json.writeStringProperty("request_context", e.requestContext().toHex());
                json.writeBooleanProperty("authenticated", e.authenticated());
            }
            case Event.KeyUpdated e -> {
                sender(json, e.sender());
                json.writeNumberProperty("generation", e.generation());
            }
            case Event.ApplicationMessageSeen e -> {
                sender(json, e.sender());
                json.writeStringProperty("summary", e.summary());
                json.writeNumberProperty("bytes", e.length());
            }
            case Event.AlertSeen e -> alert(json, e);
            case Event.Failed e -> {
                json.writeStringProperty("code", e.violation().name());
                json.writeStringProperty("section", e.violation().section());
                json.writeStringProperty("alert", e.violation().alert().toString());
                json.writeBooleanProperty("peer_told", e.peerTold());
                json.writeStringProperty("detail", e.detail());
            }
            case Event.TransportEnded e -> {
                json.writeStringProperty("how", words(e.ending()));
                json.writeStringProperty("detail", e.detail());
            }
            case Event.Closed e -> json.writeStringProperty("how", words(e.closure()));
        }
    }

    private static void choice(JsonGenerator json, Choice choice) {
        json.writeStringProperty("subject", words(choice.subject()));
        json.writeStringProperty("chosen", choice.chosen());
        json.writeStringProperty("reason", choice.reason());
        json.writeArrayPropertyStart("rejected");
        for (Choice.Rejected rejected : choice.rejected()) {
            json.writeStartObject();
            json.writeStringProperty("value", rejected.value());
            json.writeStringProperty("reason", rejected.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void secret(JsonGenerator json, Event.SecretDerived e) {
        json.writeStringProperty("secret", KeyTree.name(e).title());
        json.writeStringProperty("label", e.label());
        e.secret().fingerprint().ifPresent(f -> json.writeStringProperty("fingerprint", f.text()));
        json.writeNumberProperty("bytes", e.secret().length());
        Ndjson.strings(json, "parents", e.parents().stream().map(k -> k.title()).toList());
        json.writeNumberProperty("generation", e.generation());
        json.writeStringProperty("transcript_hash", e.transcriptHash().toHex());
    }

    private static void keys(JsonGenerator json, Side sender, String epoch, long generation) {
        sender(json, sender);
        json.writeStringProperty("epoch", epoch);
        json.writeNumberProperty("generation", generation);
    }

    private static void path(JsonGenerator json, Event.PathChecked e) {
        json.writeStringProperty("peer", e.peer().toString());
        json.writeStringProperty("violation", e.violation().map(Enum::name).orElse(""));
        e.facts().expectedName().ifPresent(n -> json.writeStringProperty("expected_name", n));
        json.writeStringProperty("trust_source", e.facts().trustSource());
        json.writeArrayPropertyStart("links");
        for (PathFacts.Link link : e.facts().links()) {
            json.writeStartObject();
            json.writeStringProperty("subject", link.subject());
            json.writeStringProperty("issuer", link.issuer());
            json.writeStringProperty("serial", link.serial());
            json.writeStringProperty("not_before", link.notBefore().toString());
            json.writeStringProperty("not_after", link.notAfter().toString());
            json.writeStringProperty("key", link.key());
            json.writeStringProperty("signature_algorithm", link.signatureAlgorithm());
            json.writeStringProperty("sha256", link.sha256());
            Ndjson.strings(json, "names", link.names());
            json.writeBooleanProperty("sent", link.sent());
            json.writeEndObject();
        }
        json.writeEndArray();
        e.facts().anchor().ifPresent(a -> {
            json.writeStringProperty("anchor", a.subject());
            json.writeStringProperty("anchor_sha256", a.sha256());
        });
        json.writeArrayPropertyStart("checks");
        for (PathFacts.Check check : e.facts().checks()) {
            json.writeStartObject();
            json.writeStringProperty("kind", words(check.kind()));
            json.writeStringProperty("outcome", words(check.outcome()));
            json.writeStringProperty("text", check.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void facts(JsonGenerator json, ConnectionFacts f) {
        json.writeStringProperty("version", f.version().toString());
        json.writeStringProperty("cipher_suite", f.cipherSuite().toString());
        f.group().ifPresent(g -> json.writeStringProperty("group", g.toString()));
        f.signatureScheme().ifPresent(s -> json.writeStringProperty("signature_scheme", s.toString()));
        f.serverName().ifPresent(n -> json.writeStringProperty("server_name", n));
        f.alpn().ifPresent(a -> json.writeStringProperty("alpn", a));
        json.writeBooleanProperty("retried", f.retried());
        json.writeBooleanProperty("resumed", f.resumed());
        json.writeBooleanProperty("client_authenticated", f.clientAuthenticated());
    }

    private static void alert(JsonGenerator json, Event.AlertSeen e) {
        sender(json, e.sender());
        json.writeStringProperty("alert", e.alert().toString());
        json.writeNumberProperty("level", e.alert().level());
        json.writeBooleanProperty("encrypted", e.encrypted());
        json.writeBooleanProperty("recovered", e.recovered());
    }

    private static void sender(JsonGenerator json, Side sender) {
        json.writeStringProperty("sender", sender.toString());
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
