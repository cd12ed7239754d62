// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.cli.http;

import dev.limpid.observe.ConnectionFacts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a server without a folder serves: what this very connection agreed on, and the demo's {@link Catalogue}. */
public final class AboutConnection implements Site {
    private final Supplier<Optional<ConnectionFacts>> facts;
    private final Site others = new Catalogue();

    /** A page about {@code facts}, which are there once the handshake is complete. */
    public AboutConnection(Supplier<Optional<ConnectionFacts>> facts) {
        this.facts = facts;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        return Site.readOrReceive(request, r -> r.path().equals("/") ? page() : others.answer(r));
    }

    private Answer page() {
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<title>limpid</title></head><body><h1>Connected</h1><table>\n");
        Optional<ConnectionFacts> known = facts.get();
        Map<String, String> rows = known.map(AboutConnection::rows)
                .orElse(Map.of("early data", "this answer goes out before the handshake is complete"));
        rows.forEach((name, value) -> page.append("<tr><th align=\"left\">")
                .append(Html.escaped(name))
                .append("</th><td>")
                .append(Html.escaped(value))
                .append("</td></tr>\n"));
        page.append("</table></body></html>\n");
        return Answer.of(200, "text/html; charset=utf-8", Body.of(page.toString()))
                .with("Content-Security-Policy", "default-src 'none'");
    }

    private static Map<String, String> rows(ConnectionFacts facts) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("version", facts.version().toString());
        rows.put("cipher suite", facts.cipherSuite().toString());
        facts.group().ifPresent(g -> rows.put("key exchange", g.toString()));
        facts.signatureScheme().ifPresent(s -> rows.put("signature", s.toString()));
        rows.put("server name", facts.serverName().orElse("none"));
        rows.put("ALPN", facts.alpn().orElse("none"));
        rows.put("HelloRetryRequest", facts.retried() ? "yes" : "no");
        rows.put("resumed", facts.resumed() ? "yes" : "no");
        rows.put("client certificate", facts.clientAuthenticated() ? "yes" : "no");
        return rows;
    }
}
