// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import java.util.Optional;
import java.util.function.Function;

/**
 * A request whose body has been read.
 *
 * @param path percent-encoded as it came, without the query; a peer's text
 * @param field a header field's value by its name; where a field came twice, the first
 * @param bodyLength how many bytes of body came
 */
public record Request(String method, String path, Function<String, Optional<String>> field, long bodyLength) {
    /** Whether it only asks, and so must change nothing. */
    boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
