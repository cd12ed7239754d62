// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.inspect.Transcripts;
import dev.limpid.inspect.verdict.Diagnosis;
import dev.limpid.inspect.verdict.Verdict;
import dev.limpid.observe.Event;
import dev.limpid.observe.Observer;
import dev.limpid.observe.Side;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Events as NDJSON, schema {@value #SCHEMA}: a header line, then one JSON object a line with stable names in a stable order. No
 * line holds a secret. Thread-safe: several connections may share one output, each line names its own.
 */
public final class Ndjson {
    /** The name of this format; it changes when a reader would have to. */
    public static final String SCHEMA = "limpid.tls/1";

    // ASCII alone: a peer's text can neither turn a line around nor control a terminal
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Appendable out;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<IOException> failure = Optional.empty();

    /** Writes the header to {@code out}, which the caller closes. */
    public Ndjson(Appendable out, String producer) {
        this.out = out;
        write(json -> {
            json.writeStringProperty("schema", SCHEMA);
            json.writeStringProperty("producer", producer);
            json.writeStringProperty("secrets", "none; fingerprints only");
        });
    }

    /**
     * Listens to one connection of {@code role}, without its records.
     *
     * @param connection what each of its lines is marked with
     */
    public Observer connection(String connection, Side role) {
        return new Connection(connection, role, false);
    }

    /** As {@link #connection}, with a line for each record too. */
    public Observer connectionWithRecords(String connection, Side role) {
        return new Connection(connection, role, true);
    }

    /** Writes what came of a connection, a line for each verdict, the best first. */
    public void diagnosis(String connection, Diagnosis diagnosis) {
        diagnosis.verdicts().forEach(verdict -> write("tls:verdict", connection, verdict));
        diagnosis.findings().forEach(finding -> write("tls:finding", connection, finding));
    }

    private void write(String name, String connection, Verdict verdict) {
        write(json -> {
            json.writeStringProperty("name", name);
            json.writeStringProperty("connection", connection);
            verdict(json, verdict);
        });
    }

    /** Why the output fell silent, if it did. */
    public Optional<IOException> failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    private static void verdict(JsonGenerator json, Verdict v) {
        json.writeStringProperty("code", v.code());
        json.writeStringProperty("confidence", v.confidence().toString());
        json.writeNumberProperty("exit_code", v.exitCode());
        json.writeStringProperty("title", v.title());
        strings(json, "what", v.what());
        json.writeStringProperty("whose", v.whose());
        strings(json, "fix", v.fix());
        strings(json, "check", v.check());
        strings(json, "same_as", v.sameAs());
        json.writeArrayPropertyStart("evidence");
        for (Verdict.Evidence evidence : v.evidence()) {
            json.writeStartObject();
            json.writeStringProperty("text", evidence.text());
            json.writeStringProperty("where", evidence.where());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void strings(JsonGenerator json, String name, List<?> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(v -> json.writeString(v.toString()));
        json.writeEndArray();
    }

    private void write(Properties properties) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            properties.write(json);
            json.writeEndObject();
        }
        lock.lock();
        try {
            if (failure.isEmpty()) {
                out.append(line.toString()).append("\n");
            }
        } catch (IOException e) {
            failure = Optional.of(e);
        } finally {
            lock.unlock();
        }
    }

    /** One connection's events, numbered from 1 as verdicts cite them. */
    private final class Connection implements Observer {
        private final String connection;
        private final Side role;
        private final boolean records;
        private final Transcripts transcripts = new Transcripts();
        private final KeyUpdateTrigger trigger;
        private int number;

        private Connection(String connection, Side role, boolean records) {
            this.connection = connection;
            this.role = role;
            this.records = records;
            this.trigger = new KeyUpdateTrigger(role);
        }

        @Override
        public void on(long nanos, Event event) {
            number++;
            if (event instanceof Event.TranscriptExtended extended) {
                transcripts.add(extended);
            }
            write(json -> {
                json.writeStringProperty("name", NdjsonEvent.name(role, event));
                json.writeStringProperty("connection", connection);
                json.writeNumberProperty("event", number);
                json.writeNumberProperty("nanos", nanos);
                NdjsonEvent.write(json, event);
                if (event instanceof Event.SecretDerived derived) {
                    json.writeStringProperty("transcript_through", transcripts.through(derived.transcriptHash()));
                } else if (event instanceof Event.KeyUpdated update) {
                    json.writeStringProperty("trigger", trigger.of(update));
                }
            });
        }

        @Override
        public boolean wantsRecords() {
            return records;
        }
    }

    /** The properties of one line. */
    private interface Properties {
        void write(JsonGenerator json);
    }
}
