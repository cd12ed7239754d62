// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.testkit;

import dev.limpid.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A trace of RFC 8448: a whole TLS 1.3 connection with every intermediate value, in the order in which the RFC tells it. All keys
 * in it are public. Immutable.
 *
 * @param section of RFC 8448, "3" to "7"
 */
public record Rfc8448(String section, String title, List<Step> steps) {
    private static final String RESOURCE = "rfc8448.json";

    public Rfc8448 {
        steps = List.copyOf(steps);
    }

    /** All five traces. */
    public static List<Rfc8448> traces() {
        return Traces.ALL;
    }

    /** The trace of that section. @throws NoSuchElementException if there is none */
    public static Rfc8448 section(String section) {
        return traces().stream()
                .filter(trace -> trace.section.equals(section))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("RFC 8448 section " + section));
    }

    /** The steps that have {@code field}, in order. */
    public List<Step> with(String field) {
        return steps.stream().filter(step -> step.has(field)).toList();
    }

    /** The first step by {@code who} whose text begins with {@code what}. @throws NoSuchElementException if there is none */
    public Step step(String who, String what) {
        return steps.stream()
                .filter(step -> step.who.equals(who) && step.what.startsWith(what))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(who + " | " + what));
    }

    /**
     * One step.
     *
     * @param who "client" or "server"
     * @param what the RFC's words, such as {@code derive secret "tls13 c hs traffic"}
     * @param fields the values by the RFC's names, such as "PRK", in hexadecimal, or in the RFC's words where it writes them in brackets
     */
    public record Step(String who, String what, Map<String, String> fields) {
        public Step {
            fields = Map.copyOf(fields);
        }

        /** Whether this step has a value of that name. */
        public boolean has(String field) {
            return fields.containsKey(field);
        }

        /**
         * The value of {@code field}; nothing where the RFC says in words that it is empty or a salt of zeros, which HKDF takes as
         * the same.
         *
         * @throws NoSuchElementException if this step does not have it
         */
        public Bytes bytes(String field) {
            String value = fields.get(field);
            if (value == null) {
                throw new NoSuchElementException(field + " in: " + what);
            }
            return value.endsWith(")") ? Bytes.EMPTY : Bytes.ofHex(value);
        }
    }

    /** Read once, when first asked for. */
    private static final class Traces {
        static final List<Rfc8448> ALL = load();

        private static List<Rfc8448> load() {
            try (InputStream in = Objects.requireNonNull(Rfc8448.class.getResourceAsStream(RESOURCE));
                    JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
                json.nextToken();
                List<Rfc8448> traces = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    traces.add(trace(json));
                }
                return List.copyOf(traces);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static Rfc8448 trace(JsonParser json) {
            String section = text(json, "section");
            String title = text(json, "title");
            expect(json, "steps");
            json.nextToken();
            List<Step> steps = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                steps.add(step(json));
            }
            json.nextToken();
            return new Rfc8448(section, title, steps);
        }

        private static Step step(JsonParser json) {
            String who = text(json, "who");
            String what = text(json, "what");
            expect(json, "fields");
            json.nextToken();
            Map<String, String> fields = new LinkedHashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                fields.put(name, json.nextStringValue());
            }
            json.nextToken();
            return new Step(who, what, fields);
        }

        private static String text(JsonParser json, String name) {
            expect(json, name);
            return json.nextStringValue();
        }

        private static void expect(JsonParser json, String name) {
            String next = json.nextName();
            if (!name.equals(next)) {
                throw new IllegalStateException(RESOURCE + ": " + name + " expected, not " + next);
            }
        }
    }
}
