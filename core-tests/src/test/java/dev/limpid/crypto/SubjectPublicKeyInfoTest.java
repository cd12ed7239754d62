// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestKey;
import dev.limpid.wire.Bytes;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubjectPublicKeyInfoTest {
    @ParameterizedTest
    @EnumSource(TestKey.class)
    void recognisesEachKindOfKey(TestKey key) {
        Bytes encoded = encoded(key);
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.decode(encoded);
        assertThat(info.encoded()).isEqualTo(encoded);
        switch (key) {
            case P256 ->
                assertThat(info)
                        .isInstanceOfSatisfying(
                                SubjectPublicKeyInfo.Ec.class,
                                ec -> assertThat(ec.curve()).isEqualTo(NamedGroup.SECP256R1));
            case P384 ->
                assertThat(info)
                        .isInstanceOfSatisfying(
                                SubjectPublicKeyInfo.Ec.class,
                                ec -> assertThat(ec.curve()).isEqualTo(NamedGroup.SECP384R1));
            case P521 ->
                assertThat(info)
                        .isInstanceOfSatisfying(
                                SubjectPublicKeyInfo.Ec.class,
                                ec -> assertThat(ec.point().length()).isEqualTo(133));
            case RSA_1024, RSA_2048, RSA_3072 ->
                assertThat(info)
                        .isInstanceOfSatisfying(
                                SubjectPublicKeyInfo.Rsa.class,
                                rsa -> assertThat(rsa.exponent()).isEqualTo(65537));
            case RSA_PSS_2048 ->
                assertThat(info)
                        .isInstanceOfSatisfying(
                                SubjectPublicKeyInfo.RsaPss.class,
                                rsa -> assertThat(rsa.modulus().bitLength()).isEqualTo(2048));
            case ED25519 -> assertThat(info.fits(SignatureScheme.ED25519)).isTrue();
            case ED448 -> assertThat(info.fits(SignatureScheme.ED448)).isTrue();
            case MLDSA44 -> assertThat(info.fits(SignatureScheme.MLDSA44)).isTrue();
            case MLDSA65 -> assertThat(info.fits(SignatureScheme.MLDSA65)).isTrue();
            case MLDSA87 -> assertThat(info.fits(SignatureScheme.MLDSA87)).isTrue();
            case DSA -> assertThat(info).isInstanceOf(SubjectPublicKeyInfo.Other.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TestKey.class)
    void refusesEveryStrictPrefixAndWhatIsLeftOver(TestKey key) {
        Bytes encoded = encoded(key);
        for (int length = 0; length < encoded.length(); length++) {
            refuses(Violation.CERTIFICATE_MALFORMED, encoded.slice(0, length));
        }
        refuses(Violation.CERTIFICATE_MALFORMED, encoded.then(Bytes.of((byte) 0)));
    }

    @Test
    void refusesLengthsThatAreNotDer() {
        // The same Ed25519 key with a long form where the short one does, and with an indefinite length.
        Bytes key = encoded(TestKey.ED25519);
        refuses(Violation.CERTIFICATE_MALFORMED, Bytes.ofHex("30812a").then(key.from(2)));
        refuses(Violation.CERTIFICATE_MALFORMED, Bytes.ofHex("3082002a").then(key.from(2)));
        refuses(
                Violation.CERTIFICATE_MALFORMED,
                Bytes.ofHex("3080").then(key.from(2)).then(Bytes.ofHex("0000")));
        refuses(Violation.CERTIFICATE_MALFORMED, Bytes.ofHex("3084ffffffff").then(key.from(2)));
    }

    @Test
    void refusesRsaKeysThatTakeTooLongToComputeWith() throws Exception {
        BigInteger odd = BigInteger.ONE.shiftLeft(16384).subtract(BigInteger.ONE);
        assertThat(SubjectPublicKeyInfo.decode(rsa(odd, BigInteger.valueOf(65537))))
                .isInstanceOf(SubjectPublicKeyInfo.Rsa.class);
        refuses(
                Violation.CERTIFICATE_UNSUPPORTED_KEY,
                rsa(BigInteger.ONE.shiftLeft(16384).add(BigInteger.ONE), BigInteger.valueOf(65537)));
        refuses(
                Violation.CERTIFICATE_UNSUPPORTED_KEY,
                rsa(odd.shiftRight(14000), BigInteger.ONE.shiftLeft(64).add(BigInteger.ONE)));
    }

    @Test
    void aRestrictedPssKeyFitsOnlyItsOwnScheme() throws Exception {
        //= R4.3.3-12
        SubjectPublicKeyInfo sha384 = pss("SHA-384", MGF1ParameterSpec.SHA384, 48);
        assertThat(sha384.fits(SignatureScheme.RSA_PSS_PSS_SHA384)).isTrue();
        assertThat(sha384.fits(SignatureScheme.RSA_PSS_PSS_SHA256)).isFalse();
        assertThat(sha384.fits(SignatureScheme.RSA_PSS_RSAE_SHA384)).isFalse();
        assertThat(pss("SHA-256", MGF1ParameterSpec.SHA256, 20).fits(SignatureScheme.RSA_PSS_PSS_SHA256))
                .as("another salt length")
                .isFalse();
        assertThat(pss("SHA-256", MGF1ParameterSpec.SHA384, 32).fits(SignatureScheme.RSA_PSS_PSS_SHA256))
                .as("another digest in the mask")
                .isFalse();
        assertThat(pss("SHA-1", MGF1ParameterSpec.SHA1, 20).fits(SignatureScheme.RSA_PSS_PSS_SHA256))
                .as("SHA-1, the default")
                .isFalse();
    }

    @Test
    void refusesParametersWhereNoneBelong() throws Exception {
        Bytes withNull =
                spki(new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.101.112"), DERNull.INSTANCE), new byte[32]);
        refuses(Violation.CERTIFICATE_MALFORMED, withNull);
    }

    @Test
    void doesNotKnowOtherCurves() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
        generator.initialize(new ECGenParameterSpec("secp256k1"));
        Bytes encoded = Bytes.wrap(generator.generateKeyPair().getPublic().getEncoded());
        assertThat(SubjectPublicKeyInfo.decode(encoded)).isInstanceOf(SubjectPublicKeyInfo.Other.class);
    }

    private static void refuses(Violation violation, Bytes encoded) {
        assertThatExceptionOfType(ViolationException.class)
                .isThrownBy(() -> SubjectPublicKeyInfo.decode(encoded))
                .returns(violation, ViolationException::violation);
    }

    private static Bytes encoded(TestKey key) {
        return Bytes.wrap(key.generate().getPublic().getEncoded());
    }

    private static Bytes rsa(BigInteger modulus, BigInteger exponent) throws Exception {
        byte[] key = new org.bouncycastle.asn1.pkcs.RSAPublicKey(modulus, exponent).getEncoded("DER");
        return spki(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE), key);
    }

    private static Bytes spki(AlgorithmIdentifier algorithm, byte[] key) throws Exception {
        return Bytes.wrap(new org.bouncycastle.asn1.x509.SubjectPublicKeyInfo(algorithm, key).getEncoded("DER"));
    }

    private static SubjectPublicKeyInfo pss(String digest, MGF1ParameterSpec mask, int salt) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSASSA-PSS");
        PSSParameterSpec parameters =
                new PSSParameterSpec(digest, "MGF1", mask, salt, PSSParameterSpec.TRAILER_FIELD_BC);
        generator.initialize(new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4, parameters));
        return SubjectPublicKeyInfo.decode(
                Bytes.wrap(((RSAPublicKey) generator.generateKeyPair().getPublic()).getEncoded()));
    }
}
