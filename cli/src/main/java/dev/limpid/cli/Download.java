// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.inspect.verdict.ExitCode;
import dev.limpid.observe.Escape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hc.core5.http.Header;

/**
 * Where an answer's body goes, and what is said of the answer.
 *
 * @param output a file, {@code -} for standard output, or nothing to count the bytes alone
 * @param fail whether a status of 400 or more counts
 * @param headers whether the header fields are told
 */
record Download(Console console, Optional<String> output, boolean fail, boolean headers) {
    private static final int BAD = 400;

    /** A new place for a body, which the caller closes. */
    OutputStream open() throws IOException {
        if (output.isEmpty()) {
            return OutputStream.nullOutputStream();
        }
        if (output.get().equals("-")) {
            return new StandardOutput(console.out());
        }
        Path file = Path.of(output.get());
        try {
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw Refusal.file("write", file, e);
        }
    }

    /** Says what came of {@code errand}. Returns the exit code, which was {@code code} for TLS. */
    int judge(Fetch errand, int code) {
        if (headers) {
            for (Header header : errand.headers()) {
                console.say("limpid: " + Escape.text(header.getName() + ": " + header.getValue()));
            }
        }
        errand.bodyFailure().ifPresent(e -> {
            throw Refusal.local("the body could not be written", "check the place that -o names");
        });
        errand.complaint().ifPresent(c -> console.say("limpid: " + c));
        boolean bad = errand.complaint().isPresent()
                || fail && errand.status().filter(s -> s >= BAD).isPresent();
        if (errand.status().isPresent() && output.isEmpty() && errand.length() > 0) {
            console.say(
                    "limpid: the body, " + errand.length() + " bytes, was not kept; -o FILE keeps it, -o - prints it");
        }
        return bad && code == ExitCode.OK ? ExitCode.AFTER_HANDSHAKE : code;
    }
}
