// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.render;

import dev.limpid.inspect.Story;
import dev.limpid.message.CertificateRequest;
import dev.limpid.observe.ConnectionFacts;
import dev.limpid.observe.Event;
import dev.limpid.observe.PathFacts;
import dev.limpid.observe.Side;
import dev.limpid.registry.CipherSuite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The first lines of a connection that stands: with whom, what was agreed on, who vouches. */
final class Headline {
    private Headline() {}

    static List<String> lines(Story story, ConnectionFacts facts, Text text) {
        String sign = verified(story) ? "✔ " : "✘ ";
        List<String> agreed = new ArrayList<>();
        agreed.add(sign + Text.peer(story.attempt().target()));
        agreed.add(facts.version().toString());
        agreed.add(parameters(facts));
        handshakeNanos(story).ifPresent(n -> agreed.add(String.format(Locale.ROOT, "%.1f ms", n / 1e6)));
        List<String> lines = new ArrayList<>(text.flow(agreed, text.columns(), "  "));
        List<String> details = new ArrayList<>(identity(story, facts));
        details.add(facts.alpn().map(a -> "ALPN " + Text.peer(a)).orElse("ALPN none"));
        details.add(facts.resumed() ? "resumed" : facts.retried() ? "full handshake, one retry" : "full handshake");
        details.set(0, "  " + details.getFirst());
        lines.addAll(text.flow(details, text.columns(), "  "));
        return lines;
    }

    /** {@code X25519MLKEM768 · AES-256-GCM · ecdsa_secp256r1_sha256}. */
    static String parameters(ConnectionFacts facts) {
        List<String> parts = new ArrayList<>();
        facts.group().ifPresent(g -> parts.add(g.toString()));
        parts.add(shortName(facts.cipherSuite()));
        facts.signatureScheme().ifPresent(s -> parts.add(s.toString()));
        return String.join(" · ", parts);
    }

    /** {@code TLS_AES_256_GCM_SHA384} as {@code AES-256-GCM}. */
    private static String shortName(CipherSuite suite) {
        return suite.toString().replaceAll("^TLS_|_SHA\\d+$", "").replace('_', '-');
    }

    private static Optional<Long> handshakeNanos(Story story) {
        return story.entries().stream()
                .filter(e -> e.event() instanceof Event.Established)
                .map(e -> e.nanos())
                .findFirst();
    }

    private static boolean verified(Story story) {
        return story.role() == Side.SERVER || !story.attempt().insecure();
    }

    private static List<String> identity(Story story, ConnectionFacts facts) {
        if (story.role() == Side.SERVER) {
            boolean asked = story.all(Event.MessageSeen.class).stream()
                    .anyMatch(e -> e.message() instanceof CertificateRequest);
            String not = asked ? "client sent no certificate" : "client certificate not asked for";
            return List.of(facts.clientAuthenticated() ? "client authenticated" : not);
        }
        if (!verified(story)) {
            return List.of("certificate NOT verified (--insecure)");
        }
        Optional<PathFacts> path = story.all(Event.PathChecked.class).stream()
                .filter(e -> e.peer() == Side.SERVER)
                .reduce((a, b) -> b)
                .map(Event.PathChecked::facts);
        return path.map(p -> trusted(story, p))
                .orElse(List.of(
                        facts.resumed() ? "server known from an earlier connection" : "server authenticated by a PSK"));
    }

    private static List<String> trusted(Story story, PathFacts path) {
        int links = path.links().size() + (path.anchor().isPresent() ? 1 : 0);
        String source = path.trustSource().split(",", 2)[0];
        List<String> parts = new ArrayList<>();
        parts.add(
                links == 0
                        ? "raw public key trusted (" + Text.peer(source) + ")"
                        : "certificate trusted (" + links + (links == 1 ? " link, " : " links, ") + Text.peer(source)
                                + ")");
        Optional<Instant> end =
                path.links().stream().map(PathFacts.Link::notAfter).min(Instant::compareTo);
        Optional<Instant> now = story.first(Event.Started.class).map(Event.Started::at);
        if (end.isPresent() && now.isPresent()) {
            parts.add("expires in " + Duration.between(now.get(), end.get()).toDays() + " d");
        }
        return parts;
    }
}
