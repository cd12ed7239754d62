// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.limpid.negotiate.RetryCookie;
import dev.limpid.wire.Bytes;

/** Cookies as clients bring them back. Behind the glass a MAC is zeros. */
class CookieFuzzTest {
    @FuzzTest
    void refusesACookieOrKeepsIt(byte[] input) {
        Bytes sealed = Bytes.of(input);
        Laws.hold(input.length, () -> {
            RetryCookie cookie = open(sealed);
            Laws.law(open(cookie.seal(Remembered.CRYPTO, Remembered.RETRY)).equals(cookie), "another cookie");
            Laws.law(cookie.demand(sealed).cookie().isPresent(), "no cookie");
        });
    }

    private static RetryCookie open(Bytes sealed) {
        return RetryCookie.open(Remembered.CRYPTO, Remembered.RETRY, Remembered.NOW, sealed);
    }
}
