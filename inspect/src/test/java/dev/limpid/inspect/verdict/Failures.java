// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.inspect.verdict;

import dev.limpid.inspect.Attempt;
import dev.limpid.inspect.Recording;
import dev.limpid.inspect.Story;
import dev.limpid.inspect.verdict.Failures.Failure;
import dev.limpid.testkit.EventScript;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Made-up connections that went wrong, each with the verdict that it must get. */
final class Failures {
    /** A connection and its verdict. */
    record Failure(String name, String code, int exitCode, Story story) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Failures() {}

    static List<Failure> all() {
        return Stream.of(new PathFailures(), new IdentityFailures(), new NegotiationFailures())
                .flatMap(failures -> failures.all().stream())
                .toList();
    }

    static Story play(Attempt attempt, Consumer<EventScript> script) {
        Recording recording = Recording.ofEvents();
        script.accept(EventScript.of(attempt.role(), recording));
        return recording.story(attempt);
    }
}
