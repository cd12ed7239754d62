// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limpid.crypto.Hash;
import dev.limpid.crypto.Hkdf;
import dev.limpid.registry.HashAlgorithm;
import dev.limpid.wire.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HashAndHkdfTest {
    private static final byte[] ABC = {'a', 'b', 'c'};

    /** FIPS 180-4's example. */
    @ParameterizedTest
    @EnumSource(UnderTest.class)
    void hashesAbc(UnderTest provider) {
        assertThat(digest(provider, HashAlgorithm.SHA256))
                .isEqualTo(Bytes.ofHex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        assertThat(digest(provider, HashAlgorithm.SHA384))
                .isEqualTo(Bytes.ofHex("cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
                        + "8086072ba1e7cc2358baeca134c825a7"));
    }

    @ParameterizedTest
    @EnumSource(UnderTest.class)
    void aDigestIsASnapshotAndAForkAFuture(UnderTest provider) {
        Hash hash = provider.crypto().hash(HashAlgorithm.SHA256);
        hash.update(ABC, 0, 1);
        byte[] one = hash.digest();
        assertThat(hash.digest()).isEqualTo(one);
        Hash fork = hash.fork();
        fork.update(ABC, 1, 2);
        assertThat(hash.digest()).isEqualTo(one);
        hash.update(ABC, 1, 2);
        assertThat(hash.digest()).isEqualTo(fork.digest()).isNotEqualTo(one);
        assertThat(fork.algorithm()).isEqualTo(HashAlgorithm.SHA256);
    }

    /** RFC 5869 appendices A.1 to A.3. */
    @ParameterizedTest
    @EnumSource(UnderTest.class)
    void extractsAndExpandsAsRfc5869Shows(UnderTest provider) {
        check(
                provider,
                "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
                "000102030405060708090a0b0c",
                "f0f1f2f3f4f5f6f7f8f9",
                "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
        check(
                provider,
                hexRange(0x00, 0x4f),
                hexRange(0x60, 0xaf),
                hexRange(0xb0, 0xff),
                "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                        + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
        check(
                provider,
                "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
                "",
                "",
                "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    @ParameterizedTest
    @EnumSource(UnderTest.class)
    void allProvidersDeriveTheSame(UnderTest provider) {
        for (HashAlgorithm algorithm : HashAlgorithm.values()) {
            Hkdf hkdf = provider.crypto().hkdf(algorithm);
            Hkdf reference = UnderTest.JDK.crypto().hkdf(algorithm);
            byte[] key = new byte[200];
            key[3] = 1;
            assertThat(hkdf.algorithm()).isEqualTo(algorithm);
            assertThat(hkdf.mac(key, ABC)).isEqualTo(reference.mac(key, ABC)).hasSize(algorithm.length());
            assertThat(hkdf.mac(new byte[0], ABC)).isEqualTo(reference.mac(new byte[algorithm.length()], ABC));
            assertThat(hkdf.expand(key, ABC, 255 * algorithm.length()))
                    .isEqualTo(reference.expand(key, ABC, 255 * algorithm.length()));
        }
    }

    @ParameterizedTest
    @EnumSource(UnderTest.class)
    void expandsNoFurtherThan255Blocks(UnderTest provider) {
        Hkdf hkdf = provider.crypto().hkdf(HashAlgorithm.SHA256);
        assertThat(hkdf.expand(ABC, ABC, 0)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> hkdf.expand(ABC, ABC, 255 * 32 + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> hkdf.expand(ABC, ABC, -1));
    }

    @ParameterizedTest
    @EnumSource(UnderTest.class)
    void fillsWithRandomness(UnderTest provider) {
        byte[] one = new byte[32];
        byte[] two = new byte[32];
        provider.crypto().random(one);
        provider.crypto().random(two);
        assertThat(one).isNotEqualTo(two).isNotEqualTo(new byte[32]);
    }

    private static Bytes digest(UnderTest provider, HashAlgorithm algorithm) {
        Hash hash = provider.crypto().hash(algorithm);
        hash.update(new byte[] {'x', 'a', 'b', 'c', 'x'}, 1, 3);
        return Bytes.wrap(hash.digest());
    }

    private static void check(UnderTest provider, String input, String salt, String info, String prk, String okm) {
        Hkdf hkdf = provider.crypto().hkdf(HashAlgorithm.SHA256);
        byte[] extracted =
                hkdf.extract(Bytes.ofHex(salt).toArray(), Bytes.ofHex(input).toArray());
        assertThat(Bytes.of(extracted)).isEqualTo(Bytes.ofHex(prk));
        assertThat(Bytes.of(hkdf.expand(extracted, Bytes.ofHex(info).toArray(), okm.length() / 2)))
                .isEqualTo(Bytes.ofHex(okm));
    }

    private static String hexRange(int first, int last) {
        StringBuilder hex = new StringBuilder();
        for (int i = first; i <= last; i++) {
            hex.append("%02x".formatted(i));
        }
        return hex.toString();
    }
}
