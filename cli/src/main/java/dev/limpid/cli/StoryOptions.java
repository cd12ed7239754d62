// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli;

import dev.limpid.render.Detail;
import picocli.CommandLine.Option;

/** How much of the story is told. */
final class StoryOptions {
    @Option(names = "-v", description = "Tell more: -v the reasons of every choice, -vv every event.")
    private boolean[] verbosity = {};

    @Option(names = "--bytes", description = "Show the messages' bytes.")
    private boolean bytes;

    @Option(names = "--keys", description = "Show the key tree by fingerprints; secrets are never shown.")
    private boolean keys;

    @Option(names = "--ndjson", description = "Tell it to programs: one JSON object a line (schema limpid.tls/1).")
    private boolean ndjson;

    /** How much to tell. */
    Detail detail() {
        Detail detail = Detail.STORY.verbosity(Math.min(2, verbosity.length));
        detail = keys ? detail.withKeys() : detail;
        return bytes ? detail.withBytes() : detail;
    }

    boolean ndjson() {
        return ndjson;
    }

    int verbosity() {
        return verbosity.length;
    }
}
