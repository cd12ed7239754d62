// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.TlsConnection;
import dev.limpid.config.ClientConfig;
import dev.limpid.config.ConfigBuilder;
import dev.limpid.config.Limits;
import dev.limpid.config.RecordPolicy;
import dev.limpid.config.ServerConfig;
import dev.limpid.identity.Credentials;
import dev.limpid.identity.PeerVerifier;
import dev.limpid.observe.Question;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the settings of an engine or a socket come to, as far as they are not one connection's alone: names looked up, rules applied,
 * lists checked. Connections that are set alike share one of these. Immutable.
 *
 * @param client what a client's configuration begins with; what is missing is who judges the server
 * @param server what a server's configuration begins with
 * @param signing the schemes that this side signs with
 * @param basis what peers are judged by: sessions are bound to it
 */
record Terms(ClientConfig client, ServerConfig server, List<SignatureScheme> signing, Bytes basis) {
    /** A record's header and what protection adds to its content. */
    private static final int OVERHEAD = TlsConnection.RECORD_BUFFER - RecordPolicy.MOST_CONTENT;

    private static final PeerVerifier NOT_SAID = claim -> {
        throw new IllegalStateException("each connection has a verifier of its own");
    };

    private static Terms of(Settings settings, Managers managers, Set<Question> answeredLater) {
        ContextState context = settings.context();
        ClientConfig.Builder client = ClientConfig.builder(context.crypto(), context.time(), NOT_SAID);
        common(client, settings);
        client.groups(settings.groups())
                .requestStatus(context.properties().requestStatus())
                .answeredLater(answeredLater);
        ServerConfig.Builder server = ServerConfig.builder(context.crypto(), context.time(), Credentials.none());
        common(server, settings);
        server.groups(settings.groups()).answeredLater(answeredLater);
        context.properties().ticketCount().ifPresent(count -> server.ticketCount(Math.min(count, 16)));
        return new Terms(
                client.build(),
                server.build(),
                settings.signingSchemes(),
                Bytes.ofUtf8(managers.generation() + " " + settings.judgement()));
    }

    /** Who decides nothing by the ClientHello need not be asked. */
    static Set<Question> withoutConfiguration(Set<Question> questions) {
        return questions.stream()
                .filter(question -> question != Question.CONFIGURATION)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void common(ConfigBuilder<?> builder, Settings settings) {
        LimpidParameters parameters = settings.live();
        builder.cipherSuites(settings.suites())
                .signatureSchemes(settings.schemes())
                .alpn(List.of(parameters.getApplicationProtocols()));
        settings.context()
                .properties()
                .messageSize()
                .ifPresent(size -> builder.limits(Limits.DEFAULT.withMessageLength(size)));
        int packet = parameters.getMaximumPacketSize();
        if (packet > 0) {
            int content = Math.clamp(packet - OVERHEAD, 1, RecordPolicy.MOST_CONTENT);
            builder.records(RecordPolicy.DEFAULT.withMostContent(content));
        }
    }

    /** Those of one context, by what they were made from. Bounded; thread-safe. */
    static final class Known {
        private static final int MOST = 64;

        private final Map<Origin, Terms> known = new ConcurrentHashMap<>();

        /**
         * The terms of {@code settings}.
         *
         * @param answeredLater the questions that are handed out
         */
        Terms of(Settings settings, Managers managers, Set<Question> answeredLater) {
            if (settings.live().getAlgorithmConstraints() != null) {
                // They are the application's, and may say something else each time.
                return Terms.of(settings, managers, answeredLater);
            }
            Origin origin = Origin.of(settings, managers, answeredLater);
            Terms found = known.get(origin);
            if (found == null) {
                found = Terms.of(settings, managers, answeredLater);
                if (known.size() >= MOST) {
                    known.clear();
                }
                known.put(origin, found);
            }
            return found;
        }
    }

    /** All that goes into terms. */
    private record Origin(
            boolean client,
            Optional<List<String>> suites,
            Optional<List<String>> groups,
            Optional<List<String>> schemes,
            List<String> protocols,
            String identification,
            int packet,
            long generation,
            Set<Question> answeredLater) {
        static Origin of(Settings settings, Managers managers, Set<Question> answeredLater) {
            LimpidParameters parameters = settings.live();
            return new Origin(
                    settings.isClient(),
                    list(parameters.getCipherSuites()),
                    list(parameters.getNamedGroups()),
                    list(parameters.getSignatureSchemes()),
                    List.of(parameters.getApplicationProtocols()),
                    settings.identification(),
                    parameters.getMaximumPacketSize(),
                    managers.generation(),
                    answeredLater);
        }

        /** Parameters give away copies of their arrays. */
        private static Optional<List<String>> list(String @Nullable [] names) {
            return Optional.ofNullable(names).map(Arrays::asList);
        }
    }
}
