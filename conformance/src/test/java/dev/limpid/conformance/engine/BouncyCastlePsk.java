// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.conformance.engine;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.BasicTlsPSKExternal;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.PskIdentity;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsPSKExternal;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.jspecify.annotations.Nullable;

/** Bouncy Castle's low-level API, which alone of its two knows keys that were given beforehand. */
final class BouncyCastlePsk {
    private static final TlsCrypto CRYPTO =
            new JcaTlsCryptoProvider().setProvider(new BouncyCastleProvider()).create(new SecureRandom());
    private static final int[] SUITES = {CipherSuite.TLS_AES_128_GCM_SHA256};

    private BouncyCastlePsk() {}

    /** A client that knows {@code key} as {@code identity}, and no authority: its ClientHello is pending. */
    static TlsProtocol client(byte[] identity, byte[] key) throws IOException {
        TlsClientProtocol protocol = new TlsClientProtocol();
        protocol.connect(new Client(identity, key));
        return protocol;
    }

    /** A server that knows {@code key} as {@code identity}, and has no certificate. */
    static TlsProtocol server(byte[] identity, byte[] key) throws IOException {
        TlsServerProtocol protocol = new TlsServerProtocol();
        protocol.accept(new Server(identity, key));
        return protocol;
    }

    private static TlsPSKExternal psk(byte[] identity, byte[] key) {
        return new BasicTlsPSKExternal(identity, CRYPTO.createSecret(key));
    }

    private static final class Client extends AbstractTlsClient {
        private final byte[] identity;
        private final byte[] key;

        Client(byte[] identity, byte[] key) {
            super(CRYPTO);
            this.identity = identity;
            this.key = key;
        }

        @Override
        public Vector<TlsPSKExternal> getExternalPSKs() {
            return new Vector<>(List.of(psk(identity, key)));
        }

        @Override
        public TlsAuthentication getAuthentication() throws IOException {
            throw new TlsFatalAlert(AlertDescription.unexpected_message);
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.TLSv13.only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return SUITES.clone();
        }
    }

    private static final class Server extends AbstractTlsServer {
        private final byte[] identity;
        private final byte[] key;

        Server(byte[] identity, byte[] key) {
            super(CRYPTO);
            this.identity = identity;
            this.key = key;
        }

        @Override
        @SuppressWarnings("rawtypes") // as it is declared
        public @Nullable TlsPSKExternal getExternalPSK(Vector offered) {
            for (Object each : offered) {
                if (Arrays.equals(((PskIdentity) each).getIdentity(), identity)) {
                    return psk(identity, key);
                }
            }
            return null;
        }

        @Override
        public TlsCredentials getCredentials() throws IOException {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.TLSv13.only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return SUITES.clone();
        }
    }
}
