// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code limpid serve} on a free port, in this process, until it is closed. */
final class Served implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on https://(\\S+):([0-9]+) ");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path root;
    private final Thread thread;
    private final int port;
    private volatile int code = -1;

    private Served(Path root, List<String> arguments) {
        this.root = root;
        Console console = Ran.console(InputStream.nullInputStream(), out, err, Map.of());
        this.thread = Thread.ofPlatform().start(() -> code = Limpid.run(console, arguments.toArray(String[]::new)));
        this.port = Integer.parseInt(awaitListening().group(2));
    }

    private Matcher awaitListening() {
        try {
            return await(err, LISTENING);
        } catch (AssertionError failed) {
            thread.interrupt();
            throw failed;
        }
    }

    /** Serves with a certificate of its own CA. */
    static Served limpid(String... arguments) throws IOException {
        Path root = Files.createTempFile("served-", ".pem");
        List<String> all = new ArrayList<>(List.of("serve", "--port", "0"));
        all.addAll(List.of(arguments));
        if (!all.contains("--cert") && !all.contains("--raw-public-key")) {
            all.addAll(List.of("--ca-out", root.toString()));
        }
        return new Served(root, all);
    }

    int port() {
        return port;
    }

    /** {@code localhost:port}. */
    String address() {
        return "localhost:" + port;
    }

    /** The root of the CA made for this run. */
    String root() {
        return root.toString();
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Waits until what was printed fits. */
    String awaitOut(Predicate<String> fits) {
        return await(out, fits);
    }

    /** The exit code; -1 while it runs. */
    int code() {
        return code;
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join(Duration.ofMinutes(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(root);
    }

    private Matcher await(ByteArrayOutputStream where, Pattern pattern) {
        Matcher matcher =
                pattern.matcher(await(where, text -> pattern.matcher(text).find()));
        matcher.find();
        return matcher;
    }

    private String await(ByteArrayOutputStream where, Predicate<String> fits) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < deadline) {
            String text = where.toString(StandardCharsets.UTF_8);
            if (fits.test(text)) {
                return text;
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new AssertionError("printed only:\n" + out() + err());
    }
}
