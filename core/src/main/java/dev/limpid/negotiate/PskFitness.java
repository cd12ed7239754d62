// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import dev.limpid.config.ClientAuthentication;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.PskKeyExchangeModes;
import dev.limpid.extension.SupportedGroups;
import dev.limpid.message.ClientHello;
import dev.limpid.observe.Event;
import dev.limpid.observe.PskMiss;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.Grease;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.PskKeyExchangeMode;
import dev.limpid.session.OriginalAuthentication;
import dev.limpid.session.Session;
import java.util.List;
import java.util.Optional;

/** Whether a key that this server knows may be used for this ClientHello (sections 4.2.1 and 4.3.11): pure. */
public final class PskFitness {
    private PskFitness() {}

    /** Why {@code key} cannot be used, with the reason; nothing if it can. */
    public static Optional<Event.PskMissed> objection(
            ServerConfig config, ClientHello hello, Optional<RetryDemand> retry, KnownPsk key) {
        if (suites(config, hello, retry).stream().noneMatch(key::fits)) {
            return Optional.of(
                    new Event.PskMissed(PskMiss.NO_SUITE_IN_COMMON, key.hash().toString()));
        }
        if (mode(config, hello).isEmpty()) {
            return Optional.of(new Event.PskMissed(PskMiss.NO_MODE, "the client lists " + modes(hello)));
        }
        return switch (key) {
            case KnownPsk.External external -> Optional.empty();
            case KnownPsk.Resumable(Session session) ->
                objection(config, RequestedName.of(config, hello), session).map(Event.PskMissed::new);
        };
    }

    /** The mode to use: with a key exchange wherever that is possible. */
    public static Optional<PskKeyExchangeMode> mode(ServerConfig config, ClientHello hello) {
        List<PskKeyExchangeMode> offered = modes(hello);
        boolean exchange = hello.extensions().find(KeyShare.ClientHello.class).isPresent()
                && groups(hello).stream().anyMatch(config.groups()::contains);
        //= R4.2.1-2
        //= R4.3.9-4
        return config.acceptedPskModes().stream()
                .filter(offered::contains)
                .filter(mode -> exchange || mode.equals(PskKeyExchangeMode.PSK_KE))
                .findFirst();
    }

    /** The suites in common, in this server's order; the one of the HelloRetryRequest after there was one. */
    static List<CipherSuite> suites(ServerConfig config, ClientHello hello, Optional<RetryDemand> retry) {
        return config.cipherSuites().stream()
                .filter(hello.cipherSuites()::contains)
                //= R4.2.4-9
                .filter(suite -> retry.isEmpty() || suite.equals(retry.get().cipherSuite()))
                .toList();
    }

    /** A session is no better than what was authenticated in it, so it holds only where the same would be asked for now. */
    private static Optional<PskMiss> objection(ServerConfig config, Optional<String> name, Session session) {
        if (!session.serverName().equals(name)) {
            return Optional.of(PskMiss.OTHER_NAME);
        }
        if (!session.binding().equals(config.sessionBinding())) {
            return Optional.of(PskMiss.ADMISSION_CHANGED);
        }
        OriginalAuthentication client = session.authentication();
        boolean needed = config.clientAuthentication() == ClientAuthentication.NEED;
        return switch (client.kind()) {
            case NONE -> needed ? Optional.of(PskMiss.NO_CLIENT_CERTIFICATE) : Optional.empty();
            case BY_CERTIFICATE -> Optional.empty();
            case UNVERIFIED -> needed ? Optional.of(PskMiss.CLIENT_UNVERIFIED) : Optional.empty();
            case BY_EXTERNAL_PSK -> knows(config, client) ? Optional.empty() : Optional.of(PskMiss.EXTERNAL_KEY_GONE);
        };
    }

    /** Whether the external PSK that {@code client} was authenticated by would still authenticate it. */
    private static boolean knows(ServerConfig config, OriginalAuthentication client) {
        return client.externalPsk()
                .filter(proof -> config.externalPsks()
                        .find(proof.identity())
                        .filter(key -> proof.isOf(key, config.crypto()))
                        .isPresent())
                .isPresent();
    }

    private static List<PskKeyExchangeMode> modes(ClientHello hello) {
        return hello
                .extensions()
                .find(PskKeyExchangeModes.class)
                .map(PskKeyExchangeModes::keModes)
                .orElse(List.of())
                .stream()
                .filter(mode -> !Grease.isPskMode(mode.code()))
                .toList();
    }

    private static List<NamedGroup> groups(ClientHello hello) {
        return hello.extensions()
                .find(SupportedGroups.class)
                .map(SupportedGroups::namedGroupList)
                .orElse(List.of());
    }
}
