// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.fuzz;

import dev.limpid.config.CookieKey;
import dev.limpid.config.CookieKeys;
import dev.limpid.config.StatelessRetry;
import dev.limpid.crypto.CryptoProvider;
import dev.limpid.negotiate.RetryCookie;
import dev.limpid.registry.CertificateType;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.session.Agreement;
import dev.limpid.session.OriginalAuthentication;
import dev.limpid.session.Psk;
import dev.limpid.session.Session;
import dev.limpid.session.StatelessTickets;
import dev.limpid.session.TicketKey;
import dev.limpid.session.TicketTerms;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a server has others keep for it, tickets and cookies, behind {@link GlassCrypto} and under keys that never change. */
final class Remembered {
    static final Instant NOW = FixedTime.NOON.now();
    static final CryptoProvider CRYPTO = new GlassCrypto();
    static final StatelessTickets TICKETS =
            StatelessTickets.withKeys(CRYPTO, List.of(TicketKey.of(Bytes.wrap(counted(16)), counted(32))));
    static final StatelessRetry RETRY = StatelessRetry.of(CookieKeys.of(CookieKey.of(counted(32))));

    private Remembered() {}

    static Session session() {
        return new Session(
                CipherSuite.TLS_AES_128_GCM_SHA256,
                Psk.of(counted(32)),
                new TicketTerms(NOW, Duration.ofHours(1), 0xdeadbeefL, 1000),
                new Agreement(Optional.of("shop.lab"), Optional.of("h2"), Optional.of(NamedGroup.X25519)),
                new OriginalAuthentication(
                        OriginalAuthentication.Kind.BY_CERTIFICATE,
                        NOW,
                        CertificateType.X509,
                        List.of(Lab.SHOP.der()),
                        Optional.of(SignatureScheme.ED25519),
                        Optional.empty(),
                        Optional.empty()),
                Bytes.wrap(counted(32)));
    }

    static RetryCookie cookie(Optional<NamedGroup> group) {
        return new RetryCookie(
                NOW, CipherSuite.TLS_AES_128_GCM_SHA256, group, true, Bytes.wrap(counted(32)), Bytes.wrap(counted(32)));
    }

    private static byte[] counted(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
