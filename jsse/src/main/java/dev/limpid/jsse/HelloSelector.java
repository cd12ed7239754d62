// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.ConfigSelector;
import dev.limpid.config.ServerConfig;
import dev.limpid.extension.ApplicationLayerProtocolNegotiation;
import dev.limpid.extension.ServerNameList;
import dev.limpid.message.ClientHello;
import dev.limpid.observe.Escape;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.Grease;
import dev.limpid.wire.Bytes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;

/** What a server decides by its client's ClientHello: whether it serves that name, and what only the application can choose. */
final class HelloSelector implements ConfigSelector {
    private final ServerConfig config;
    private final SSLParameters parameters;
    private final TlsSession session;
    private final List<SNIMatcher> matchers;
    private final Optional<Endpoint.ProtocolSelector> protocols;

    HelloSelector(ServerConfig config, SSLParameters parameters, Endpoint endpoint, TlsSession session) {
        this.config = config;
        this.parameters = parameters;
        this.session = session;
        this.matchers = matchers(parameters);
        this.protocols = endpoint.protocolSelector();
    }

    /** Whether there is anything to decide. */
    static boolean isNeeded(SSLParameters parameters, Endpoint endpoint) {
        return endpoint.protocolSelector().isPresent()
                || !matchers(parameters).isEmpty()
                || !parameters.getUseCipherSuitesOrder();
    }

    @Override
    public ServerConfig select(ClientHello hello) {
        hello.extensions()
                .find(ServerNameList.Request.class)
                .flatMap(ServerNameList.Request::hostName)
                .ifPresent(this::checkName);
        ServerConfig.Builder selected = config.toBuilder();
        if (!parameters.getUseCipherSuitesOrder()) {
            selected.cipherSuites(inOrderOf(hello.cipherSuites()));
        }
        selected.build().cipherSuites().stream()
                .filter(hello.cipherSuites()::contains)
                .findFirst()
                .ifPresent(session::handshakeSuite);
        protocols.ifPresent(selector -> hello.extensions()
                .find(ApplicationLayerProtocolNegotiation.ClientHello.class)
                .ifPresent(offer -> selected.alpn(select(selector, offer))));
        return selected.build();
    }

    private void checkName(Bytes name) {
        session.requestedName(JsseNames.text(name));
        if (matchers.isEmpty()) {
            return;
        }
        boolean matched;
        try {
            SNIHostName host = new SNIHostName(name.toArray());
            matched = matchers.stream().anyMatch(matcher -> matcher.matches(host));
        } catch (IllegalArgumentException notAHostName) {
            matched = false;
        }
        if (!matched) {
            throw new ViolationException(Violation.UNKNOWN_SERVER_NAME, Escape.text(JsseNames.text(name)));
        }
    }

    private static List<SNIMatcher> matchers(SSLParameters parameters) {
        Collection<SNIMatcher> all = parameters.getSNIMatchers();
        return all == null
                ? List.of()
                : all.stream()
                        .filter(matcher -> matcher.getType() == StandardConstants.SNI_HOST_NAME)
                        .toList();
    }

    /** What both have, the client's first choice first; if that is nothing, ours, so that the refusal says what is missing. */
    private List<CipherSuite> inOrderOf(List<CipherSuite> offered) {
        return Stream.concat(offered.stream().filter(config.cipherSuites()::contains), config.cipherSuites().stream())
                .distinct()
                .toList();
    }

    private List<String> select(
            Endpoint.ProtocolSelector selector, ApplicationLayerProtocolNegotiation.ClientHello offer) {
        List<String> offered = offer.protocolNameList().stream()
                .filter(name -> !Grease.is(name))
                .map(JsseNames::text)
                .toList();
        String selected = selector.select(offered);
        if (selected == null || !selected.isEmpty() && !offered.contains(selected)) {
            throw new ViolationException(Violation.NO_COMMON_ALPN, "the application's function takes none of them");
        }
        session.handshakeProtocol(selected);
        return selected.isEmpty() ? List.of() : List.of(selected);
    }
}
