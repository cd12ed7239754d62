// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import java.io.IOException;

/** What a server serves. Implementations are thread-safe. */
@FunctionalInterface
public interface Site {
    /** The answer to {@code request}, of any method. @throws IOException if it cannot be had: the client is told 500 */
    Answer answer(Request request) throws IOException;

    /** The answer to a method that only reads or uploads; {@code allowed} answers GET and HEAD. */
    static Answer readOrReceive(Request request, Site allowed) throws IOException {
        return switch (request.method()) {
            case "GET", "HEAD" -> allowed.answer(request);
            case "PUT", "POST" -> Answer.text(200, "received " + request.bodyLength() + " bytes");
            default -> Answer.text(405, "method not allowed").with("Allow", "GET, HEAD, POST, PUT");
        };
    }
}
