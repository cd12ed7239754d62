// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.handshake.server;

import dev.limpid.extension.Cookie;
import dev.limpid.extension.Extension;
import dev.limpid.extension.Extensions;
import dev.limpid.extension.KeyShare;
import dev.limpid.extension.SupportedVersions;
import dev.limpid.message.ClientHello;
import dev.limpid.message.HelloRetryRequest;
import dev.limpid.negotiate.RetryDemand;
import dev.limpid.negotiate.ServerChoice;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.ProtocolVersion;
import dev.limpid.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** HelloRetryRequest (section 4.2.4): asks for a share of the group that was chosen, or for a cookie back. */
final class HelloRetry {
    private static final int COOKIE_LENGTH = 32;

    private HelloRetry() {}

    /** Sends it and returns the state that waits for the second ClientHello. */
    static WaitSecondClientHello send(ServerContext context, ClientHello first, ServerChoice choice) {
        Optional<NamedGroup> group = choice.share().isPresent() ? Optional.empty() : Optional.of(choice.group());
        Optional<Bytes> cookie = context.config().alwaysRetry() ? Optional.of(cookie(context)) : Optional.empty();
        RetryDemand demand = new RetryDemand(choice.cipherSuite(), group, cookie);
        context.transcript().retry(choice.cipherSuite().hash().orElseThrow());
        context.transcript()
                .send(new HelloRetryRequest(
                        ProtocolVersion.TLS12,
                        first.legacySessionId(),
                        choice.cipherSuite(),
                        0,
                        Extensions.of(extensions(demand))));
        Compatibility.changeCipherSpec(context, first);
        return new WaitSecondClientHello(context, first, demand);
    }

    private static List<Extension> extensions(RetryDemand demand) {
        List<Extension> extensions = new ArrayList<>();
        demand.group().ifPresent(group -> extensions.add(new KeyShare.HelloRetryRequest(group)));
        demand.cookie().ifPresent(cookie -> extensions.add(new Cookie(cookie)));
        //= R4.2.4-1
        extensions.add(new SupportedVersions.Selected(ProtocolVersion.TLS13));
        return extensions;
    }

    private static Bytes cookie(ServerContext context) {
        byte[] cookie = new byte[COOKIE_LENGTH];
        context.config().crypto().random(cookie);
        return Bytes.wrap(cookie);
    }
}
