// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.negotiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.config.CookieKey;
import dev.limpid.config.CookieKeys;
import dev.limpid.config.StatelessRetry;
import dev.limpid.registry.CipherSuite;
import dev.limpid.registry.NamedGroup;
import dev.limpid.testkit.FixedTime;
import dev.limpid.testkit.Lab;
import dev.limpid.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryCookieTest {
    private static final Instant NOON = FixedTime.NOON.now();
    private static final CookieKey KEY = CookieKey.random(Lab.CRYPTO);
    private static final StatelessRetry RETRY = StatelessRetry.of(CookieKeys.of(KEY));
    private static final RetryCookie COOKIE = new RetryCookie(
            NOON,
            CipherSuite.TLS_AES_256_GCM_SHA384,
            Optional.of(NamedGroup.SECP256R1),
            true,
            Bytes.ofHex("ab".repeat(48)),
            Bytes.ofHex("cd".repeat(32)));

    @Test
    void comesBackAsItWas() {
        RetryCookie without = new RetryCookie(
                NOON.plusMillis(1),
                CipherSuite.TLS_AES_128_GCM_SHA256,
                Optional.empty(),
                false,
                Bytes.ofHex("ab".repeat(32)),
                Bytes.ofHex("cd".repeat(32)));
        for (RetryCookie cookie : List.of(COOKIE, without)) {
            Bytes sealed = cookie.seal(Lab.CRYPTO, RETRY);
            assertThat(sealed.length()).isLessThanOrEqualTo(RetryCookie.MAX_LENGTH);
            assertThat(RetryCookie.open(Lab.CRYPTO, RETRY, NOON, sealed)).isEqualTo(cookie);
        }
    }

    @Test
    void everyChangedBitIsRefused() {
        Bytes sealed = COOKIE.seal(Lab.CRYPTO, RETRY);
        for (int bit = 0; bit < 8 * sealed.length(); bit++) {
            byte[] changed = sealed.toArray();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            refused(Bytes.wrap(changed));
        }
    }

    @Test
    void everyPrefixAndEveryAdditionIsRefused() {
        Bytes sealed = COOKIE.seal(Lab.CRYPTO, RETRY);
        for (int length = 0; length < sealed.length(); length++) {
            refused(sealed.slice(0, length));
        }
        refused(sealed.then(Bytes.ofHex("00")));
        refused(Bytes.wrap(new byte[65535]));
    }

    @Test
    void whateverComesIsACookieOrRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(300)];
            random.nextBytes(bytes);
            assertThatThrownBy(() -> RetryCookie.open(Lab.CRYPTO, RETRY, NOON, Bytes.wrap(bytes)))
                    .as("seed " + seed)
                    .isInstanceOf(ViolationException.class);
        }
    }

    @Test
    void whatAKeyProvesAndNobodyCanReadIsRefusedToo() {
        for (String body : List.of("", "02", "01", "01" + "00".repeat(13) + "20" + "00".repeat(32))) {
            Bytes bytes = Bytes.ofHex(body);
            Bytes authenticated = Bytes.ofUtf8("limpid retry cookie")
                    .then(Bytes.ofHex("000000"))
                    .then(bytes);
            refused(bytes.then(KEY.authenticate(Lab.CRYPTO, authenticated)));
        }
    }

    @Test
    void rotatingKeysAreKnownForOneMorePeriod() {
        CookieKeys keys = CookieKeys.rotating(Lab.CRYPTO, Duration.ofMinutes(10));
        CookieKey first = keys.at(NOON).getFirst();
        assertThat(keys.at(NOON.plusSeconds(599))).containsExactly(first);
        List<CookieKey> then = keys.at(NOON.plusSeconds(600));
        assertThat(then).hasSize(2).last().isSameAs(first);
        assertThat(then.getFirst()).isNotSameAs(first);
        assertThat(keys.at(NOON.plusSeconds(1300))).hasSize(2).doesNotContain(first);
        assertThat(keys.at(NOON.plusSeconds(9999))).hasSize(1);
    }

    @Test
    void cookiesOfTheFormerKeyAreStillOurs() {
        CookieKeys keys = CookieKeys.rotating(Lab.CRYPTO, Duration.ofMinutes(1));
        StatelessRetry retry = new StatelessRetry(keys, Duration.ofMinutes(5), Bytes.EMPTY);
        Bytes sealed = COOKIE.seal(Lab.CRYPTO, retry);
        assertThat(RetryCookie.open(Lab.CRYPTO, retry, NOON.plusSeconds(119), sealed))
                .isEqualTo(COOKIE);
        assertThatThrownBy(() -> RetryCookie.open(Lab.CRYPTO, retry, NOON.plusSeconds(240), sealed))
                .isInstanceOf(ViolationException.class);
    }

    @Test
    void aKeyIsLongRandomAndNeverShown() {
        assertThatIllegalArgumentException().isThrownBy(() -> CookieKey.of(new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> CookieKey.of(new byte[32]));
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) 0x41);
        bytes[0] = 0x42;
        assertThat(CookieKey.of(bytes)).hasToString("cookie key");
        assertThat(RETRY.toString()).doesNotContain("4141");
        Set<Bytes> proofs = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            proofs.add(CookieKey.random(Lab.CRYPTO).authenticate(Lab.CRYPTO, Bytes.EMPTY));
        }
        assertThat(proofs).hasSize(10);
    }

    private static void refused(Bytes sealed) {
        assertThatThrownBy(() -> RetryCookie.open(Lab.CRYPTO, RETRY, NOON, sealed))
                .isInstanceOfSatisfying(
                        ViolationException.class,
                        refusal -> assertThat(refusal.violation()).isEqualTo(Violation.BAD_COOKIE));
    }
}
