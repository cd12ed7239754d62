// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import java.io.PrintStream;
import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Shows scores to programs: one JSON object a line for each contestant of each row. */
final class JsonLines {
    private static final JsonFactory JSON = new JsonFactory();

    private final PrintStream out;

    JsonLines(PrintStream out) {
        this.out = out;
    }

    void show(Score score) {
        score.costs().entrySet().forEach(each -> show(score.title(), each));
    }

    private void show(String title, Map.Entry<String, Cost> contestant) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("row", title);
            json.writeStringProperty("stack", contestant.getKey());
            number(json, "nanos", contestant.getValue().nanos());
            number(json, "bytes", contestant.getValue().bytes());
            json.writeEndObject();
        }
        out.println(line);
    }

    private static void number(JsonGenerator json, String name, double value) {
        if (!Double.isNaN(value)) {
            json.writeNumberProperty(name, Math.round(value));
        }
    }
}
