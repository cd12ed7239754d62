// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.bogo;

import dev.limpid.alert.AlertDescription;
import dev.limpid.alert.Violation;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The runner's configuration file for this shim: which tests not to run, and which of our names stand for its own. Made from {@link
 * Disabled} and {@link Violation}.
 */
final class RunnerConfig {
    private static final int LAST_ALERT = 255;

    private RunnerConfig() {}

    /** The file, in JSON. */
    static String json() {
        return """
                {
                  "DisabledTests": {
                %s
                  },
                  "ErrorMap": {
                %s
                  },
                  "HalfRTTTickets": 0
                }
                """.formatted(
                        lines(Disabled.patterns().entrySet().stream()
                                .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
                                .toList()),
                        lines(errors().entrySet().stream()
                                .map(entry -> quoted(entry.getKey()) + ": [" + quoted(entry.getValue()) + "]")
                                .toList()));
    }

    /** Of each of the runner's names, those of ours that stand for it. */
    static SortedMap<String, SortedSet<String>> errors() {
        SortedMap<String, SortedSet<String>> errors = new TreeMap<>();
        for (Violation violation : Violation.values()) {
            for (String theirs : BoringNames.of(violation)) {
                add(errors, ":" + theirs + ":", ":" + violation + ":");
            }
        }
        for (int code = 0; code <= LAST_ALERT; code++) {
            AlertDescription alert = new AlertDescription(code);
            if (alert.isKnown()) {
                add(errors, ":" + BoringNames.ofPeer(alert) + ":", Reasons.ofPeer(alert));
            }
        }
        add(errors, ":HANDSHAKE_FAILURE_ON_CLIENT_HELLO:", Reasons.ofPeer(AlertDescription.HANDSHAKE_FAILURE));
        add(errors, "Unexpected SSL_shutdown result: -1 != 1", ":TRUNCATED:");
        return errors;
    }

    private static void add(Map<String, SortedSet<String>> errors, String theirs, String ours) {
        errors.computeIfAbsent(theirs, name -> new TreeSet<>()).add(ours);
    }

    private static String lines(Collection<String> entries) {
        return entries.stream().map(entry -> "    " + entry).collect(Collectors.joining(",\n"));
    }

    private static String quoted(Collection<String> texts) {
        return texts.stream().map(RunnerConfig::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
