// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limpid.alert.Violation;
import dev.limpid.alert.ViolationException;
import dev.limpid.crypto.Signer;
import dev.limpid.crypto.Verifier;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestKey;
import dev.limpid.wire.Bytes;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureTest {
    private static final Bytes CONTENT = Bytes.ofUtf8("what is signed");
    private static final Map<TestKey, KeyPair> KEYS = new EnumMap<>(TestKey.class);
    private static final Map<SignatureScheme, TestKey> KEY_OF = new HashMap<>(Map.ofEntries(
            Map.entry(SignatureScheme.ECDSA_SECP256R1_SHA256, TestKey.P256),
            Map.entry(SignatureScheme.ECDSA_SECP384R1_SHA384, TestKey.P384),
            Map.entry(SignatureScheme.ECDSA_SECP521R1_SHA512, TestKey.P521),
            Map.entry(SignatureScheme.RSA_PSS_RSAE_SHA256, TestKey.RSA_2048),
            Map.entry(SignatureScheme.RSA_PSS_RSAE_SHA384, TestKey.RSA_2048),
            Map.entry(SignatureScheme.RSA_PSS_RSAE_SHA512, TestKey.RSA_2048),
            Map.entry(SignatureScheme.RSA_PKCS1_SHA256, TestKey.RSA_2048),
            Map.entry(SignatureScheme.RSA_PKCS1_SHA384, TestKey.RSA_2048),
            Map.entry(SignatureScheme.RSA_PKCS1_SHA512, TestKey.RSA_2048),
            Map.entry(SignatureScheme.RSA_PSS_PSS_SHA256, TestKey.RSA_PSS_2048),
            Map.entry(SignatureScheme.RSA_PSS_PSS_SHA384, TestKey.RSA_PSS_2048),
            Map.entry(SignatureScheme.RSA_PSS_PSS_SHA512, TestKey.RSA_PSS_2048),
            Map.entry(SignatureScheme.ED25519, TestKey.ED25519),
            Map.entry(SignatureScheme.ED448, TestKey.ED448),
            Map.entry(SignatureScheme.MLDSA65, TestKey.MLDSA65)));

    static Stream<Arguments> pairs() {
        return KEY_OF.keySet().stream()
                .flatMap(scheme ->
                        with(scheme).flatMap(one -> with(scheme).map(two -> Arguments.of(one, two, scheme))));
    }

    static Stream<Arguments> verifiers() {
        return KEY_OF.keySet().stream().flatMap(scheme -> with(scheme).map(one -> Arguments.of(one, scheme)));
    }

    private static Stream<UnderTest> with(SignatureScheme scheme) {
        return UnderTest.stream()
                .filter(provider ->
                        provider.crypto().certificateSignatureSchemes().contains(scheme));
    }

    @Test
    void theJdkAloneHasEveryScheme() {
        //= R9.1-2
        assertThat(UnderTest.JDK.crypto().signatureSchemes())
                .hasSize(14)
                .startsWith(SignatureScheme.ECDSA_SECP256R1_SHA256)
                .doesNotContain(SignatureScheme.RSA_PKCS1_SHA256);
        assertThat(UnderTest.JDK.crypto().certificateSignatureSchemes())
                .hasSize(17)
                .startsWith(UnderTest.JDK.crypto().signatureSchemes().toArray(SignatureScheme[]::new))
                .contains(SignatureScheme.RSA_PKCS1_SHA256);
        assertThat(UnderTest.BOUNCY_CASTLE.crypto().certificateSignatureSchemes())
                .isEqualTo(UnderTest.JDK.crypto().certificateSignatureSchemes());
        assertThat(UnderTest.CONSCRYPT.crypto().signatureSchemes())
                .contains(SignatureScheme.RSA_PSS_RSAE_SHA256, SignatureScheme.ED25519)
                .doesNotContain(SignatureScheme.ED448);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void whatOneProviderSignsAnotherVerifies(UnderTest signing, UnderTest verifying, SignatureScheme scheme) {
        Signer signer = signing.crypto().signer(scheme, pair(scheme).getPrivate());
        Verifier verifier = verifying.crypto().verifier(scheme, publicKey(scheme));
        Bytes signature = signer.sign(CONTENT);
        assertThat(signer.scheme()).isEqualTo(scheme);
        assertThat(verifier.scheme()).isEqualTo(scheme);
        assertThat(verifier.verify(CONTENT, signature)).isTrue();
        assertThat(verifier.verify(CONTENT, signer.sign(CONTENT))).as("again").isTrue();
    }

    @ParameterizedTest
    @MethodSource("verifiers")
    void refusesEveryOtherSignature(UnderTest provider, SignatureScheme scheme) {
        //= R4.5.2-9
        Bytes right =
                provider.crypto().signer(scheme, pair(scheme).getPrivate()).sign(CONTENT);
        Verifier verifier = provider.crypto().verifier(scheme, publicKey(scheme));
        assertThat(verifier.verify(Bytes.ofUtf8("what is not signed"), right)).isFalse();
        assertThat(verifier.verify(CONTENT, Bytes.EMPTY)).isFalse();
        assertThat(verifier.verify(CONTENT, right.slice(0, right.length() - 1))).isFalse();
        assertThat(verifier.verify(CONTENT, right.then(Bytes.of((byte) 0)))).isFalse();
        assertThat(verifier.verify(CONTENT, Bytes.wrap(new byte[right.length()])))
                .isFalse();
        assertThat(verifier.verify(CONTENT, Bytes.wrap(new byte[70_000]))).isFalse();
        byte[] changed = right.toArray();
        changed[changed.length / 2] ^= 1;
        assertThat(verifier.verify(CONTENT, Bytes.wrap(changed))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("verifiers")
    void verifiesOnlyWithTheKindOfKeyThatTheSchemeIsFor(UnderTest provider, SignatureScheme scheme) {
        //= R4.3.3-1
        //= R4.5.2-6
        for (TestKey key : TestKey.values()) {
            Bytes info = publicKey(key);
            if (provider.crypto().schemesFor(info).contains(scheme)
                    || key == TestKey.RSA_1024
                    || key == TestKey.RSA_3072) {
                continue;
            }
            if (key == KEY_OF.get(scheme)) {
                assertThat(provider.crypto().signatureSchemes()).doesNotContain(scheme);
                continue;
            }
            assertThatExceptionOfType(ViolationException.class)
                    .isThrownBy(() -> provider.crypto().verifier(scheme, info))
                    .returns(Violation.SIGNATURE_SCHEME_NOT_FOR_KEY, ViolationException::violation);
        }
    }

    @ParameterizedTest
    @EnumSource(UnderTest.class)
    void ecdsaRefusesNumbersThatAreNotInRange(UnderTest provider) {
        Verifier verifier = provider.crypto().verifier(SignatureScheme.ECDSA_SECP256R1_SHA256, publicKey(TestKey.P256));
        String order = "022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
        for (String signature : List.of(
                "3006020100020100",
                "3006020101020100",
                "3006020100020101",
                "3006020101020101",
                "3008020101" + "02030000" + "01",
                "30060281010102" + "0101",
                "3006020181020101",
                "3026020101" + order,
                "3026" + order + "020101",
                "30820006020101020101",
                "308106020101020101",
                "300602010102010100",
                "3005020101020101",
                "3106020101020101")) {
            assertThat(verifier.verify(CONTENT, Bytes.ofHex(signature)))
                    .as(signature)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(UnderTest.class)
    void signsOnlyWithKeysThatFit(UnderTest provider) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.crypto()
                        .signer(
                                SignatureScheme.ECDSA_SECP256R1_SHA256,
                                pair(TestKey.P384).getPrivate()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.crypto()
                        .signer(
                                SignatureScheme.ECDSA_SECP256R1_SHA256,
                                pair(TestKey.RSA_2048).getPrivate()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.crypto()
                        .signer(
                                SignatureScheme.RSA_PSS_RSAE_SHA256,
                                pair(TestKey.ED25519).getPrivate()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.crypto()
                        .signer(SignatureScheme.ECDSA_SHA1, pair(TestKey.P256).getPrivate()));
    }

    @Test
    void anRsaKeyTooSmallForTheDigestIsNotForTheScheme() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        Bytes small = Bytes.wrap(generator.generateKeyPair().getPublic().getEncoded());
        for (UnderTest provider : UnderTest.all()) {
            assertThat(provider.crypto().schemesFor(small))
                    .containsExactly(SignatureScheme.RSA_PSS_RSAE_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA384);
            assertThatExceptionOfType(ViolationException.class)
                    .isThrownBy(() -> provider.crypto().verifier(SignatureScheme.RSA_PSS_RSAE_SHA512, small))
                    .returns(Violation.SIGNATURE_SCHEME_NOT_FOR_KEY, ViolationException::violation);
            assertThat(provider.crypto()
                            .verifier(SignatureScheme.RSA_PSS_RSAE_SHA384, small)
                            .verify(CONTENT, Bytes.wrap(new byte[128])))
                    .isFalse();
        }
    }

    @Test
    void listsTheSchemesThatFitAKey() {
        JcaCryptoProvider crypto = UnderTest.JDK.crypto();
        assertThat(crypto.schemesFor(publicKey(TestKey.P256))).containsExactly(SignatureScheme.ECDSA_SECP256R1_SHA256);
        assertThat(crypto.schemesFor(publicKey(TestKey.RSA_2048)))
                .containsExactly(
                        SignatureScheme.RSA_PSS_RSAE_SHA256,
                        SignatureScheme.RSA_PSS_RSAE_SHA384,
                        SignatureScheme.RSA_PSS_RSAE_SHA512);
        assertThat(crypto.schemesFor(publicKey(TestKey.RSA_PSS_2048)))
                .containsExactly(
                        SignatureScheme.RSA_PSS_PSS_SHA256,
                        SignatureScheme.RSA_PSS_PSS_SHA384,
                        SignatureScheme.RSA_PSS_PSS_SHA512);
        assertThat(crypto.schemesFor(publicKey(TestKey.ED448))).containsExactly(SignatureScheme.ED448);
        assertThat(crypto.schemesFor(publicKey(TestKey.MLDSA65))).containsExactly(SignatureScheme.MLDSA65);
        assertThat(crypto.schemesFor(publicKey(TestKey.DSA))).isEmpty();
    }

    @Test
    void neverAsksAnOpaqueKeyForItsBytes() throws Exception {
        OpaqueKey.install();
        try {
            OpaqueKey key = new OpaqueKey(pair(TestKey.P256).getPrivate());
            for (UnderTest provider : UnderTest.all()) {
                Signer signer = provider.crypto().signer(SignatureScheme.ECDSA_SECP256R1_SHA256, key);
                assertThat(signer).hasToString("ecdsa_secp256r1_sha256 from the key's own provider");
                assertThat(UnderTest.JDK
                                .crypto()
                                .verifier(SignatureScheme.ECDSA_SECP256R1_SHA256, publicKey(TestKey.P256))
                                .verify(CONTENT, signer.sign(CONTENT)))
                        .isTrue();
            }
        } finally {
            OpaqueKey.uninstall();
        }
        OpaqueKey orphan = new OpaqueKey(pair(TestKey.P256).getPrivate());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnderTest.JDK.crypto().signer(SignatureScheme.ECDSA_SECP256R1_SHA256, orphan));
    }

    private static KeyPair pair(SignatureScheme scheme) {
        return pair(KEY_OF.get(scheme));
    }

    private static synchronized KeyPair pair(TestKey key) {
        return KEYS.computeIfAbsent(key, TestKey::generate);
    }

    private static Bytes publicKey(SignatureScheme scheme) {
        return publicKey(KEY_OF.get(scheme));
    }

    private static Bytes publicKey(TestKey key) {
        return Bytes.wrap(pair(key).getPublic().getEncoded());
    }
}
