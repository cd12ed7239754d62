// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.limpid.crypto.Aead;
import dev.limpid.crypto.AeadException;
import dev.limpid.registry.CipherSuite;
import dev.limpid.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AeadTest {
    private static final int TAG = 16;
    private static final byte[] AAD = {23, 3, 3, 0, 99};
    private static final byte[] TAIL = {23, 0, 0, 0};

    static Stream<Arguments> aeads() {
        return UnderTest.stream()
                .flatMap(provider ->
                        provider.crypto().cipherSuites().stream().map(suite -> Arguments.of(provider, suite)));
    }

    @ParameterizedTest
    @EnumSource(UnderTest.class)
    void everyProviderHasEverySuiteInOneOrder(UnderTest provider) {
        //= R9.1-1
        assertThat(provider.crypto().cipherSuites())
                .startsWith(
                        CipherSuite.TLS_AES_128_GCM_SHA256,
                        CipherSuite.TLS_AES_256_GCM_SHA384,
                        CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
    }

    @ParameterizedTest
    @EnumSource(UnderTest.class)
    void ccmComesLastWhereAProviderHasIt(UnderTest provider) {
        boolean hasCcm = provider == UnderTest.BOUNCY_CASTLE || provider == UnderTest.JDK_WITH_BOUNCY_CASTLE_CCM;
        assertThat(provider.crypto().cipherSuites().stream().skip(3))
                .containsExactlyElementsOf(
                        hasCcm
                                ? List.of(CipherSuite.TLS_AES_128_CCM_SHA256, CipherSuite.TLS_AES_128_CCM_8_SHA256)
                                : List.of());
        assertThat(UnderTest.JDK_WITH_BOUNCY_CASTLE_CCM.crypto())
                .asString()
                .contains("TLS_AES_128_GCM_SHA256: SunJCE", "TLS_AES_128_CCM_SHA256: BC");
    }

    /** The third example of NIST SP 800-38C, the one with nonces and tags of the lengths of TLS. */
    @Test
    void sealsTheExampleOfCcm() {
        byte[] out = new byte[24 + 8];
        byte[] aad = Bytes.ofHex("000102030405060708090a0b0c0d0e0f10111213").toArray();
        byte[] text =
                Bytes.ofHex("202122232425262728292a2b2c2d2e2f3031323334353637").toArray();
        UnderTest.BOUNCY_CASTLE
                .crypto()
                .aead(
                        CipherSuite.TLS_AES_128_CCM_8_SHA256,
                        Bytes.ofHex("404142434445464748494a4b4c4d4e4f").toArray())
                .seal(Bytes.ofHex("101112131415161718191a1b").toArray(), aad, 20, text, 0, 24, TAIL, 0, out, 0);
        assertThat(Bytes.of(out))
                .isEqualTo(Bytes.ofHex("e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5484392fbc1b09951"));
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void sealsContentAndTailAsOneTextAndOpensItAgain(UnderTest provider, CipherSuite suite) throws AeadException {
        // Where the JDK has no such suite, one call is still compared with two
        Aead reference = (suite.isCcm() ? provider : UnderTest.JDK).crypto().aead(suite, key(suite));
        Aead aead = provider.crypto().aead(suite, key(suite));
        int number = 0;
        for (int length : new int[] {0, 1, 15, 16, 17, 255, 256, 257, 271, 1000, 16384}) {
            for (int tailLength : new int[] {0, 1, 4}) {
                byte[] nonce = nonce(++number);
                byte[] text = text(length + tailLength);
                System.arraycopy(TAIL, 0, text, length, tailLength);
                byte[] sealed = seal(aead, nonce, text, length, tailLength);
                assertThat(sealed).isEqualTo(seal(reference, nonce, text, text.length, 0));
                assertThat(open(aead, nonce, AAD, sealed)).isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void aBadTagLeavesNothingOfThePlaintext(UnderTest provider, CipherSuite suite) {
        for (int length : new int[] {0, 1, 16, 100, 16385}) {
            Aead aead = provider.crypto().aead(suite, key(suite));
            byte[] sealed = seal(aead, nonce(1), text(length), length, 0);
            for (int at : new int[] {0, sealed.length - 1, sealed.length / 2}) {
                byte[] changed = sealed.clone();
                changed[at] ^= 1;
                refuses(aead, nonce(1), AAD, changed);
            }
            refuses(aead, nonce(2), AAD, sealed);
            refuses(aead, nonce(1), new byte[] {23, 3, 3, 0, 98}, sealed);
            refuses(provider.crypto().aead(suite, new byte[Aead.keyLength(suite)]), nonce(1), AAD, sealed);
        }
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void refusesWhatIsShorterThanATag(UnderTest provider, CipherSuite suite) {
        Aead aead = provider.crypto().aead(suite, key(suite));
        //= R5.2-4
        assertThat(aead.tagLength()).isBetween(8, 255);
        //= R5.3-3
        assertThat(Aead.NONCE_LENGTH).isGreaterThanOrEqualTo(8);
        for (int length = 0; length < aead.tagLength(); length++) {
            byte[] sealed = new byte[length];
            assertThatExceptionOfType(AeadException.class).isThrownBy(() -> open(aead, nonce(1), AAD, sealed));
        }
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void writesNothingOutsideOfItsRange(UnderTest provider, CipherSuite suite) throws AeadException {
        Aead aead = provider.crypto().aead(suite, key(suite));
        int tag = aead.tagLength();
        byte[] out = new byte[100 + 20 + tag + 100];
        Arrays.fill(out, (byte) 0x55);
        assertThat(aead.seal(nonce(1), AAD, 5, text(30), 10, 19, TAIL, 1, out, 100))
                .isEqualTo(20 + tag);
        assertThat(Bytes.of(out, 0, 100).toArray()).containsOnly(0x55);
        assertThat(Bytes.of(out, 100 + 20 + tag, 100).toArray()).containsOnly(0x55);

        byte[] plain = new byte[220];
        Arrays.fill(plain, (byte) 0x55);
        assertThat(aead.open(nonce(1), AAD, 5, out, 100, 20 + tag, plain, 100)).isEqualTo(20);
        assertThat(Bytes.of(plain, 0, 100).toArray()).containsOnly(0x55);
        assertThat(Bytes.of(plain, 120, 100).toArray()).containsOnly(0x55);
        assertThat(Bytes.of(plain, 100, 19)).isEqualTo(Bytes.of(text(30), 10, 19));

        byte[] exact = new byte[20];
        assertThat(aead.open(nonce(1), AAD, 5, out, 100, 20 + tag, exact, 0)).isEqualTo(20);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> aead.open(nonce(1), AAD, 5, out, 100, 20 + tag, exact, 1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> aead.seal(nonce(1), AAD, 5, text(30), 0, 30, TAIL, 1, exact, 0));
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void takesAnotherKeyAndForgetsTheFirst(UnderTest provider, CipherSuite suite) throws AeadException {
        Aead first = provider.crypto().aead(suite, key(suite));
        byte[] sealed = seal(first, nonce(1), text(50), 50, 0);
        byte[] otherKey = new byte[Aead.keyLength(suite)];
        Aead second = first.rekey(otherKey);
        assertThatIllegalStateException().isThrownBy(() -> seal(first, nonce(1), text(50), 50, 0));
        assertThatIllegalStateException().isThrownBy(() -> open(first, nonce(1), AAD, sealed));
        refuses(second, nonce(1), AAD, sealed);
        assertThat(seal(second, nonce(2), text(50), 50, 0))
                .isEqualTo(seal(provider.crypto().aead(suite, otherKey), nonce(2), text(50), 50, 0));
        assertThat(open(second.rekey(key(suite)), nonce(1), AAD, sealed)).isEqualTo(text(50));
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void opensUnderANonceThatFailedBefore(UnderTest provider, CipherSuite suite) throws AeadException {
        byte[] sealed = seal(provider.crypto().aead(suite, key(suite)), nonce(1), text(300), 300, 0);
        byte[] changed = sealed.clone();
        changed[7] ^= 1;
        Aead aead = provider.crypto().aead(suite, key(suite));
        refuses(aead, nonce(1), AAD, changed);
        refuses(aead, nonce(1), AAD, changed);
        assertThat(open(aead, nonce(1), AAD, sealed)).isEqualTo(text(300));
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void refusesKeysOfTheWrongLength(UnderTest provider, CipherSuite suite) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.crypto().aead(suite, new byte[Aead.keyLength(suite) - 1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.crypto().aead(new CipherSuite(0xc02f), new byte[16]));
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void doesNothingMoreOnceDestroyed(UnderTest provider, CipherSuite suite) {
        Aead aead = provider.crypto().aead(suite, key(suite));
        aead.destroy();
        aead.destroy();
        assertThatIllegalStateException().isThrownBy(() -> seal(aead, nonce(1), text(5), 5, 0));
        assertThatIllegalStateException().isThrownBy(() -> open(aead, nonce(1), AAD, new byte[50]));
    }

    @Test
    void aHeldKeyIsZeroedAndShowsNothing() {
        HeldKey key = new HeldKey(new byte[] {1, 2, 3}, "AES");
        assertThat(key).hasToString("AES key of 3 bytes");
        assertThat(key.getEncoded()).containsExactly(1, 2, 3);
        key.destroy();
        assertThat(key.isDestroyed()).isTrue();
        assertThatIllegalStateException().isThrownBy(key::getEncoded);
    }

    /** RFC 8439 section 2.8.2. */
    @ParameterizedTest
    @EnumSource(UnderTest.class)
    void sealsTheExampleOfRfc8439(UnderTest provider) {
        byte[] key = new byte[32];
        for (int i = 0; i < 32; i++) {
            key[i] = (byte) (0x80 + i);
        }
        byte[] nonce = Bytes.ofHex("070000004041424344454647").toArray();
        byte[] aad = Bytes.ofHex("50515253c0c1c2c3c4c5c6c7").toArray();
        byte[] text = Bytes.ofUtf8("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the"
                        + " future, sunscreen would be it.")
                .toArray();
        byte[] out = new byte[text.length + TAG];
        provider.crypto()
                .aead(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, key)
                .seal(nonce, aad, aad.length, text, 0, text.length, TAIL, 0, out, 0);
        assertThat(Bytes.of(out, 0, 16)).isEqualTo(Bytes.ofHex("d31a8d34648e60db7b86afbc53ef7ec2"));
        assertThat(Bytes.of(out, text.length, TAG)).isEqualTo(Bytes.ofHex("1ae10b594f09e26a7e902ecbd0600691"));
    }

    /** The first and the third test case of the GCM specification (McGrew and Viega, appendix B). */
    @ParameterizedTest
    @EnumSource(UnderTest.class)
    void sealsTheExamplesOfGcm(UnderTest provider) {
        byte[] out = new byte[TAG];
        provider.crypto()
                .aead(CipherSuite.TLS_AES_128_GCM_SHA256, new byte[16])
                .seal(new byte[12], AAD, 0, new byte[0], 0, 0, TAIL, 0, out, 0);
        assertThat(Bytes.of(out)).isEqualTo(Bytes.ofHex("58e2fccefa7e3061367f1d57a4e7455a"));

        byte[] block = new byte[16 + TAG];
        provider.crypto()
                .aead(CipherSuite.TLS_AES_128_GCM_SHA256, new byte[16])
                .seal(new byte[12], AAD, 0, new byte[16], 0, 16, TAIL, 0, block, 0);
        assertThat(Bytes.of(block))
                .isEqualTo(Bytes.ofHex("0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf"));
    }

    private static void refuses(Aead aead, byte[] nonce, byte[] aad, byte[] sealed) {
        byte[] out = new byte[sealed.length];
        int length = sealed.length - aead.tagLength();
        Arrays.fill(out, (byte) 0x55);
        assertThatExceptionOfType(AeadException.class)
                .isThrownBy(() -> aead.open(nonce, aad, aad.length, sealed, 0, sealed.length, out, 0));
        assertThat(Bytes.of(out, 0, length)).isEqualTo(Bytes.wrap(new byte[length]));
    }

    private static byte[] seal(Aead aead, byte[] nonce, byte[] text, int length, int tailLength) {
        byte[] out = new byte[length + tailLength + aead.tagLength()];
        byte[] tail = Arrays.copyOfRange(text, length, length + tailLength);
        assertThat(aead.seal(nonce, AAD, AAD.length, text, 0, length, tail, tailLength, out, 0))
                .isEqualTo(out.length);
        return out;
    }

    private static byte[] open(Aead aead, byte[] nonce, byte[] aad, byte[] sealed) throws AeadException {
        byte[] out = new byte[sealed.length];
        int length = aead.open(nonce, aad, aad.length, sealed, 0, sealed.length, out, 0);
        return Arrays.copyOf(out, length);
    }

    private static byte[] key(CipherSuite suite) {
        return text(Aead.keyLength(suite));
    }

    private static byte[] nonce(int number) {
        byte[] nonce = new byte[12];
        nonce[10] = (byte) (number >>> 8);
        nonce[11] = (byte) number;
        return nonce;
    }

    private static byte[] text(int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) (i * 13 + 1);
        }
        return text;
    }
}
