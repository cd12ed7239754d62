// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.config.ServerConfig;
import dev.limpid.extension.PskKeyExchangeModes;
import dev.limpid.extension.TicketRequest;
import java.util.Optional;

/** How many tickets a connection gets by itself. */
final class TicketPlan {
    private TicketPlan() {}

    /** As many as the client asks for, at most as many as the server wants to give, and none that it could not use. */
    static int count(ServerConfig config, Agreement agreement) {
        if (!isUseful(config, agreement)) {
            return 0;
        }
        return request(agreement)
                .map(asked -> agreement.isResumed() ? asked.resumptionCount() : asked.newSessionCount())
                .map(asked -> Math.min(asked, config.ticketCount()))
                .orElse(config.ticketCount());
    }

    /** The answer to ticket_request (RFC 9149 section 3). */
    static Optional<TicketRequest.EncryptedExtensions> expected(ServerConfig config, Agreement agreement) {
        return config.resumes() && request(agreement).isPresent()
                ? Optional.of(new TicketRequest.EncryptedExtensions(count(config, agreement)))
                : Optional.empty();
    }

    /** Whether tickets are issued here, and the client can use them in a way that this server accepts. */
    static boolean isUseful(ServerConfig config, Agreement agreement) {
        //= R4.7.1-1
        //= R4.3.9-5
        return config.resumes()
                && agreement
                        .hello()
                        .extensions()
                        .find(PskKeyExchangeModes.class)
                        .filter(modes -> modes.keModes().stream().anyMatch(config.acceptedPskModes()::contains))
                        .isPresent();
    }

    private static Optional<TicketRequest.ClientHello> request(Agreement agreement) {
        return agreement.hello().extensions().find(TicketRequest.ClientHello.class);
    }
}
