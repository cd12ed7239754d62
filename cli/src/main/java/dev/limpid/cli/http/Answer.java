// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * A response to be sent.
 *
 * @param headers without those of framing, which the session adds
 */
public record Answer(int status, List<Header> headers, Body body) {
    /** An answer that keeps a copy of {@code headers}. */
    public Answer {
        headers = List.copyOf(headers);
    }

    /** A short text for people. */
    static Answer text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", Body.of(text + "\n"));
    }

    /** A body of a media type. */
    public static Answer of(int status, String mediaType, Body body) {
        return new Answer(status, List.of(new BasicHeader("Content-Type", mediaType)), body);
    }

    /** This answer with another header field; both texts are ours. */
    Answer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new BasicHeader(name, value));
        return new Answer(status, more, body);
    }
}
