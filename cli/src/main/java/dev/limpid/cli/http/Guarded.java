// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import java.io.IOException;
import java.util.List;

/**
 * A site of which a part is for clients with a certificate only.
 *
 * @param prefix the names with which the paths of that part begin
 */
public record Guarded(Site site, String prefix, Guard guard) implements Site {
    /** Knows whether the client may pass, and may ask it. */
    @FunctionalInterface
    public interface Guard {
        /** Whether the client has shown a certificate. */
        boolean passes() throws IOException;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        return isGuarded(request.path()) && !guard.passes()
                ? Answer.text(403, "a client certificate is needed here")
                : site.answer(request);
    }

    /** By decoded names, since a path can be written in many ways; one that has none is not for strangers either. */
    private boolean isGuarded(String path) {
        List<String> guarded = Paths.names(prefix).orElse(List.of());
        return Paths.names(path)
                .filter(names -> names.size() < guarded.size()
                        || !names.subList(0, guarded.size()).equals(guarded))
                .isEmpty();
    }
}
