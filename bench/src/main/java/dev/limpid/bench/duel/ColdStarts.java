// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.bench.duel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Starts {@link ColdStart} in fresh JVMs, turn and turn about. */
final class ColdStarts {
    static final String TITLE = "cold start, main() to first handshake";
    private static final List<String> NAMES = List.of(LineUp.SUN, "Limpid, JDK crypto");

    private ColdStarts() {}

    static Score measure(Scene scene, int times) throws Exception {
        Path file = Files.createTempFile("duel", ".p12");
        try {
            write(scene, file);
            Map<String, List<Cost>> costs = new LinkedHashMap<>();
            for (int i = 0; i < times; i++) {
                for (String name : NAMES) {
                    costs.computeIfAbsent(name, each -> new ArrayList<>()).add(new Cost(start(name, file), Double.NaN));
                }
            }
            SequencedMap<String, Cost> medians = new LinkedHashMap<>();
            costs.forEach((name, each) -> medians.put(name, Cost.median(each)));
            return new Score(TITLE, medians);
        } finally {
            Files.delete(file);
        }
    }

    private static void write(Scene scene, Path file) throws Exception {
        KeyStore store = scene.keys();
        store.setCertificateEntry("root", scene.root());
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, Scene.password());
        }
    }

    private static long start(String name, Path file) throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ColdStart.class.getName(),
                        name,
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        if (java.waitFor() != 0) {
            throw new IOException(name + " did not start");
        }
        return Long.parseLong(printed);
    }
}
