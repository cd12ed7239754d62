// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The system properties that the JDK's own provider reads and this one obeys too, read when a context is made. What docs/jsse.md
 * does not list is deliberately not read.
 */
record JdkProperties(
        Optional<List<NamedGroup>> groups,
        Optional<List<SignatureScheme>> clientSchemes,
        Optional<List<SignatureScheme>> serverSchemes,
        Optional<List<CipherSuite>> clientSuites,
        Optional<List<CipherSuite>> serverSuites,
        boolean clientTickets,
        boolean serverTickets,
        OptionalInt ticketCount,
        OptionalInt ticketTimeout,
        OptionalInt cacheSize,
        OptionalInt messageSize,
        boolean requestStatus) {

    /** What the properties say now, of what {@code crypto} can. */
    static JdkProperties read(dev.limpid.crypto.CryptoProvider crypto) {
        return new JdkProperties(
                names("jdk.tls.namedGroups", names -> JsseNames.groups(names, crypto.supportedGroups())),
                names("jdk.tls.client.SignatureSchemes", names -> JsseNames.schemes(names, crypto.signatureSchemes())),
                names("jdk.tls.server.SignatureSchemes", names -> JsseNames.schemes(names, crypto.signatureSchemes())),
                names("jdk.tls.client.cipherSuites", names -> JsseNames.suites(names, crypto.cipherSuites())),
                names("jdk.tls.server.cipherSuites", names -> JsseNames.suites(names, crypto.cipherSuites())),
                isOn("jdk.tls.client.enableSessionTicketExtension"),
                isOn("jdk.tls.server.enableSessionTicketExtension"),
                number("jdk.tls.server.newSessionTicketCount"),
                number("jdk.tls.server.sessionTicketTimeout"),
                number("javax.net.ssl.sessionCacheSize"),
                number("jdk.tls.maxHandshakeMessageSize"),
                isOn("jdk.tls.client.enableStatusRequestExtension"));
    }

    private static <T> Optional<List<T>> names(String property, Function<String[], List<T>> parse) {
        String value = System.getProperty(property, "").replace("\"", "").strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(value.split("\\s*,\\s*")));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("system property " + property + ": " + e.getMessage(), e);
        }
    }

    private static boolean isOn(String property) {
        return !"false".equalsIgnoreCase(System.getProperty(property));
    }

    private static OptionalInt number(String property) {
        Integer value = Integer.getInteger(property);
        return value == null || value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
