// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.config;

import dev.limpid.crypto.CryptoProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The keys of a server's cookies. Servers that share an address share them, so that any of them can take a second ClientHello.
 * Asked once for each cookie that is made or returned. Implementations are thread-safe and quick.
 */
@FunctionalInterface
public interface CookieKeys {
    /**
     * The keys valid at {@code now}: the first makes cookies, all of them know cookies again. Each costs an HMAC for every cookie
     * that is not ours, so have few. Never empty.
     */
    List<CookieKey> at(Instant now);

    /** Always these. @throws IllegalArgumentException if there are none */
    static CookieKeys of(CookieKey... keys) {
        if (keys.length == 0) {
            throw new IllegalArgumentException("no cookie key");
        }
        List<CookieKey> fixed = List.of(keys);
        return now -> fixed;
    }

    /**
     * Random keys of this process alone. Each makes cookies for {@code period} and knows them again for one more.
     *
     * @throws IllegalArgumentException if {@code period} is not positive
     */
    static CookieKeys rotating(CryptoProvider crypto, Duration period) {
        return new RotatingCookieKeys(crypto, period);
    }
}
