// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.keys;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the traces of RFC 8448, which the build puts beside this class. */
public final class TraceReader {
    private TraceReader() {}

    /** All five, in the RFC's order. @throws IOException if this build lacks them */
    public static List<Trace> read() throws IOException {
        try (InputStream in = TraceReader.class.getResourceAsStream("rfc8448.json")) {
            if (in == null) {
                throw new IOException("the traces of RFC 8448 are missing from this build of limpid");
            }
            try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
                List<Trace> traces = new ArrayList<>();
                json.nextToken();
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    traces.add(trace(json));
                }
                return traces;
            }
        }
    }

    private static Trace trace(JsonParser json) {
        String section = "";
        String title = "";
        List<Trace.Step> steps = new ArrayList<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            switch (name) {
                case "section" -> section = json.nextStringValue();
                case "title" -> title = json.nextStringValue();
                default -> {
                    json.nextToken();
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        steps.add(step(json));
                    }
                }
            }
        }
        return new Trace(section, title, steps);
    }

    private static Trace.Step step(JsonParser json) {
        String who = "";
        String what = "";
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            switch (name) {
                case "who" -> who = json.nextStringValue();
                case "what" -> what = json.nextStringValue();
                default -> {
                    json.nextToken();
                    for (String field = json.nextName(); field != null; field = json.nextName()) {
                        fields.put(field, json.nextStringValue());
                    }
                }
            }
        }
        return new Trace.Step(who, what, fields);
    }
}
