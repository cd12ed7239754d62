// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.crypto.KeyExchange;
import dev.limpid.crypto.PrivateShare;
import dev.limpid.registry.NamedGroup;
import dev.limpid.wire.Bytes;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BadShareTest {
    /** RFC 7748: the u-coordinates of small order, and non-canonical forms of them (p, p+1, and with the top bit set). */
    private static final List<String> SMALL_ORDER_X25519 = List.of(
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0000000000000000000000000000000000000000000000000000000000000080");

    static Stream<Arguments> curves() {
        return UnderTest.stream()
                .flatMap(provider -> Stream.of(Curve.values())
                        .filter(curve -> provider.crypto().supportedGroups().contains(curve.group()))
                        .map(curve -> Arguments.of(provider, curve)));
    }

    static Stream<UnderTest> withX448() {
        return UnderTest.stream()
                .filter(provider -> provider.crypto().supportedGroups().contains(NamedGroup.X448));
    }

    static Stream<Arguments> lattices() {
        return Stream.of(UnderTest.JDK, UnderTest.BOUNCY_CASTLE)
                .flatMap(provider -> Stream.of(NamedGroup.MLKEM512, NamedGroup.MLKEM768, NamedGroup.MLKEM1024)
                        .map(group -> Arguments.of(provider, group)));
    }

    @ParameterizedTest
    @EnumSource(UnderTest.class)
    void refusesX25519PointsOfSmallOrder(UnderTest provider) {
        //= R7.4.2-3
        KeyExchange exchange = provider.crypto().keyExchange(NamedGroup.X25519);
        PrivateShare client = exchange.generate();
        for (String point : SMALL_ORDER_X25519) {
            refuses(Violation.BAD_SHARED_SECRET, () -> client.decapsulate(Bytes.ofHex(point)));
            refuses(Violation.BAD_SHARED_SECRET, () -> exchange.encapsulate(Bytes.ofHex(point)));
        }
    }

    @ParameterizedTest
    @MethodSource("withX448")
    void refusesX448PointsOfSmallOrder(UnderTest provider) {
        //= R7.4.2-3
        KeyExchange exchange = provider.crypto().keyExchange(NamedGroup.X448);
        PrivateShare client = exchange.generate();
        byte[] one = new byte[56];
        one[0] = 1;
        byte[] prime = new byte[56];
        Arrays.fill(prime, (byte) 0xff);
        prime[28] = (byte) 0xfe;
        byte[] below = prime.clone();
        below[0] = (byte) 0xfe;
        for (byte[] point : new byte[][] {new byte[56], one, prime, below}) {
            refuses(Violation.BAD_SHARED_SECRET, () -> client.decapsulate(Bytes.of(point)));
        }
    }

    /** RFC 7748 section 5: the top bit is masked, and numbers from p on are reduced. */
    @ParameterizedTest
    @EnumSource(UnderTest.class)
    void acceptsNonCanonicalX25519Points(UnderTest provider) {
        PrivateShare client = provider.crypto().keyExchange(NamedGroup.X25519).generate();
        Bytes nine = Bytes.ofHex("0900000000000000000000000000000000000000000000000000000000000000");
        Bytes masked = Bytes.ofHex("0900000000000000000000000000000000000000000000000000000000000080");
        Bytes unreduced = Bytes.ofHex("f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
        assertThat(client.decapsulate(nine))
                .isEqualTo(client.publicShare().toArray())
                .isEqualTo(client.decapsulate(masked))
                .isEqualTo(client.decapsulate(unreduced));
    }

    @ParameterizedTest
    @MethodSource("curves")
    void refusesWhatIsNoUncompressedPointOnTheCurve(UnderTest provider, Curve curve) {
        //= R4.3.8.2-1
        KeyExchange exchange = provider.crypto().keyExchange(curve.group());
        PrivateShare client = exchange.generate();
        byte[] good = client.publicShare().toArray();
        int length = curve.coordinateLength();

        byte[] offCurve = good.clone();
        offCurve[good.length - 1] ^= 1;
        byte[] swapped = good.clone();
        System.arraycopy(good, 1, swapped, 1 + length, length);
        byte[] infinity = new byte[good.length];
        infinity[0] = 4;
        byte[] tooLarge = good.clone();
        Arrays.fill(tooLarge, 1, 1 + length, (byte) 0xff);
        for (byte[] bad : new byte[][] {offCurve, swapped, infinity, tooLarge, new byte[good.length]}) {
            refuses(Violation.BAD_KEY_SHARE, () -> client.decapsulate(Bytes.of(bad)));
            refuses(Violation.BAD_KEY_SHARE, () -> exchange.encapsulate(Bytes.of(bad)));
        }
        for (int form : new int[] {0, 2, 3, 5, 6, 7}) {
            byte[] other = good.clone();
            other[0] = (byte) form;
            refuses(Violation.BAD_KEY_SHARE, () -> client.decapsulate(Bytes.of(other)));
        }
        byte[] compressed = Arrays.copyOf(good, 1 + length);
        compressed[0] = (byte) (2 + (good[good.length - 1] & 1));
        refuses(Violation.BAD_KEY_SHARE, () -> client.decapsulate(Bytes.of(compressed)));
    }

    /** A coordinate plus the prime stands for the same number, and is still not its representation. */
    @Test
    void refusesCoordinatesThatAreNotReduced() {
        BigInteger prime = new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
        BigInteger b = new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
        BigInteger x = BigInteger.valueOf(5);
        BigInteger right =
                x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(b).mod(prime);
        BigInteger y = right.modPow(prime.add(BigInteger.ONE).shiftRight(2), prime);
        assertThat(Curve.SECP256R1.hasPoint(point(x, y))).isTrue();
        assertThat(Curve.SECP256R1.hasPoint(point(x.add(prime), y))).isFalse();
        assertThat(Curve.SECP256R1.hasPoint(point(x, y.subtract(BigInteger.ONE))))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "BOUNCY_CASTLE"})
    void refusesFiniteFieldValuesOutsideOfTheirRange(UnderTest provider) {
        //= R4.3.8.1-1
        KeyExchange exchange = provider.crypto().keyExchange(NamedGroup.FFDHE2048);
        PrivateShare client = exchange.generate();
        BigInteger prime = FiniteFieldGroup.FFDHE2048.parameters().getP();
        for (BigInteger bad : List.of(
                BigInteger.ZERO, BigInteger.ONE, prime.subtract(BigInteger.ONE), prime, prime.add(BigInteger.TWO))) {
            refuses(Violation.BAD_KEY_SHARE, () -> client.decapsulate(fixed(bad, 256)));
            refuses(Violation.BAD_KEY_SHARE, () -> exchange.encapsulate(fixed(bad, 256)));
        }
        assertThat(client.decapsulate(fixed(BigInteger.TWO, 256)))
                .isEqualTo(client.publicShare().toArray());
    }

    @ParameterizedTest
    @MethodSource("lattices")
    void refusesEncapsulationKeysWithCoefficientsThatAreNotReduced(UnderTest provider, NamedGroup group) {
        KeyExchange exchange = provider.crypto().keyExchange(group);
        byte[] good = exchange.generate().publicShare().toArray();
        int coefficients = (good.length - 32) / 3 * 2;
        for (int index : new int[] {0, 1, coefficients / 2, coefficients - 2, coefficients - 1}) {
            for (int value : new int[] {3329, 3330, 4095}) {
                byte[] bad = withCoefficient(good, index, value);
                refuses(Violation.BAD_KEY_SHARE, () -> exchange.encapsulate(Bytes.of(bad)));
            }
            assertThat(exchange.encapsulate(Bytes.wrap(withCoefficient(good, index, 3328)))
                            .sharedSecret())
                    .hasSize(32);
        }
    }

    /** FIPS 203 rejects implicitly: a ciphertext of the right length always gives a secret, just not the sender's. */
    @ParameterizedTest
    @MethodSource("lattices")
    void aChangedCiphertextGivesAnotherSecret(UnderTest provider, NamedGroup group) {
        KeyExchange exchange = provider.crypto().keyExchange(group);
        PrivateShare client = exchange.generate();
        var server = exchange.encapsulate(client.publicShare());
        byte[] changed = server.serverShare().toArray();
        changed[17] ^= 1;
        assertThat(client.decapsulate(Bytes.wrap(changed))).hasSize(32).isNotEqualTo(server.sharedSecret());
    }

    @Test
    void hybridsPutTheirPartsInTheOrderOfTheDraft() {
        JcaCryptoProvider crypto = UnderTest.JDK.crypto();
        PrivateShare x25519First = crypto.keyExchange(NamedGroup.X25519MLKEM768).generate();
        Bytes share = x25519First.publicShare();
        // An ML-KEM key in front; the curve's point behind it may be of small order, which shows where it is.
        Bytes bad = share.slice(0, 1184).then(Bytes.ofHex(SMALL_ORDER_X25519.get(1)));
        refuses(
                Violation.BAD_SHARED_SECRET,
                () -> crypto.keyExchange(NamedGroup.X25519MLKEM768).encapsulate(bad));

        Bytes nist = crypto.keyExchange(NamedGroup.SECP256R1MLKEM768).generate().publicShare();
        assertThat(Curve.SECP256R1.hasPoint(nist.slice(0, 65))).isTrue();
        Bytes larger =
                crypto.keyExchange(NamedGroup.SECP384R1MLKEM1024).generate().publicShare();
        assertThat(Curve.SECP384R1.hasPoint(larger.slice(0, 97))).isTrue();
    }

    @Test
    void hybridSecretsAreTheirPartsSecretsInTheOrderOfTheDraft() throws Exception {
        JcaCryptoProvider crypto = UnderTest.JDK.crypto();
        MlKem lattice = (MlKem) crypto.keyExchange(NamedGroup.MLKEM768);
        PrivateShare latticeShare = lattice.generate();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("X25519");
        var pair = generator.generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        Bytes curveShare = Bytes.of(encoded, encoded.length - 32, 32);

        var server = crypto.keyExchange(NamedGroup.X25519MLKEM768)
                .encapsulate(latticeShare.publicShare().then(curveShare));
        byte[] first = latticeShare.decapsulate(server.serverShare().slice(0, 1088));
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(pair.getPrivate());
        agreement.doPhase(
                KeyFactory.getInstance("X25519")
                        .generatePublic(new X509EncodedKeySpec(Bytes.ofHex("302a300506032b656e032100")
                                .then(server.serverShare().from(1088))
                                .toArray())),
                true);
        assertThat(Bytes.of(server.sharedSecret()))
                .isEqualTo(Bytes.wrap(first).then(Bytes.wrap(agreement.generateSecret())));
    }

    private static void refuses(Violation violation, org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        assertThatExceptionOfType(ViolationException.class)
                .isThrownBy(action)
                .returns(violation, ViolationException::violation);
    }

    private static Bytes point(BigInteger x, BigInteger y) {
        return Bytes.of((byte) 4).then(fixed(x, 32)).then(fixed(y, 32));
    }

    private static Bytes fixed(BigInteger value, int length) {
        byte[] signed = value.toByteArray();
        byte[] fixed = new byte[length];
        int count = Math.min(signed.length, length);
        System.arraycopy(signed, signed.length - count, fixed, length - count, count);
        return Bytes.wrap(fixed);
    }

    private static byte[] withCoefficient(byte[] key, int index, int value) {
        byte[] changed = key.clone();
        int at = index / 2 * 3;
        if (index % 2 == 0) {
            changed[at] = (byte) value;
            changed[at + 1] = (byte) (changed[at + 1] & 0xf0 | value >>> 8);
        } else {
            changed[at + 1] = (byte) (changed[at + 1] & 0x0f | value << 4);
            changed[at + 2] = (byte) (value >>> 4);
        }
        return changed;
    }
}
