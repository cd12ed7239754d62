// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.jsse;

import java.security.Principal;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The engine or socket that managers and selectors are told about. */
sealed interface Endpoint {
    /** An engine, and what chooses its application protocol. */
    record Engine(SSLEngine engine) implements Endpoint {
        @Override
        public @Nullable String clientAlias(X509KeyManager keys, String[] keyTypes, Principal @Nullable [] issuers) {
            return keys instanceof X509ExtendedKeyManager extended
                    ? extended.chooseEngineClientAlias(keyTypes, issuers, engine)
                    : keys.chooseClientAlias(keyTypes, issuers, null);
        }

        @Override
        public @Nullable String serverAlias(X509KeyManager keys, String keyType, Principal @Nullable [] issuers) {
            return keys instanceof X509ExtendedKeyManager extended
                    ? extended.chooseEngineServerAlias(keyType, issuers, engine)
                    : keys.chooseServerAlias(keyType, issuers, null);
        }

        @Override
        public void check(X509ExtendedTrustManager trust, boolean server, X509Certificate[] chain, String authType)
                throws CertificateException {
            if (server) {
                trust.checkServerTrusted(chain, authType, engine);
            } else {
                trust.checkClientTrusted(chain, authType, engine);
            }
        }

        @Override
        public Optional<ProtocolSelector> protocolSelector() {
            BiFunction<SSLEngine, List<String>, String> selector = engine.getHandshakeApplicationProtocolSelector();
            return selector == null ? Optional.empty() : Optional.of(offered -> selector.apply(engine, offered));
        }
    }

    /** A socket, and what chooses its application protocol. */
    record Socket(SSLSocket socket) implements Endpoint {
        @Override
        public @Nullable String clientAlias(X509KeyManager keys, String[] keyTypes, Principal @Nullable [] issuers) {
            return keys.chooseClientAlias(keyTypes, issuers, socket);
        }

        @Override
        public @Nullable String serverAlias(X509KeyManager keys, String keyType, Principal @Nullable [] issuers) {
            return keys.chooseServerAlias(keyType, issuers, socket);
        }

        @Override
        public void check(X509ExtendedTrustManager trust, boolean server, X509Certificate[] chain, String authType)
                throws CertificateException {
            if (server) {
                trust.checkServerTrusted(chain, authType, socket);
            } else {
                trust.checkClientTrusted(chain, authType, socket);
            }
        }

        @Override
        public Optional<ProtocolSelector> protocolSelector() {
            BiFunction<SSLSocket, List<String>, String> selector = socket.getHandshakeApplicationProtocolSelector();
            return selector == null ? Optional.empty() : Optional.of(offered -> selector.apply(socket, offered));
        }
    }

    /** Which of a client's keys, if any. */
    @Nullable
    String clientAlias(X509KeyManager keys, String[] keyTypes, Principal @Nullable [] issuers);

    /** Which of a server's keys of one type, if any. */
    @Nullable
    String serverAlias(X509KeyManager keys, String keyType, Principal @Nullable [] issuers);

    /** Asks {@code trust} about a server's chain or a client's. */
    void check(X509ExtendedTrustManager trust, boolean server, X509Certificate[] chain, String authType)
            throws CertificateException;

    /** As {@link #check(X509ExtendedTrustManager, boolean, X509Certificate[], String)}, for managers that look at chains alone. */
    static void check(X509TrustManager trust, boolean server, X509Certificate[] chain, String authType)
            throws CertificateException {
        if (server) {
            trust.checkServerTrusted(chain, authType);
        } else {
            trust.checkClientTrusted(chain, authType);
        }
    }

    /** What chooses the application protocol instead of the list, if the application set it. */
    Optional<ProtocolSelector> protocolSelector();

    /** An application's choice. */
    interface ProtocolSelector {
        /** One of those that the client offered, "" for none, or null to refuse the client. */
        @Nullable
        String select(List<String> offered);
    }
}
