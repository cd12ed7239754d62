// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.wire.Bytes;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.crypto.KeyAgreement;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Published values of the groups: what agreement between our own two sides could not show. */
class KnownAnswerTest {
    static List<Provider> curves() {
        return List.of(Security.getProvider("SunEC"), new BouncyCastleProvider(), Conscrypt.newProvider());
    }

    /** RFC 7748 section 6.1: Alice's private key, and the secret that she shares with Bob. */
    @ParameterizedTest
    @MethodSource("curves")
    void x25519AgreesAsRfc7748Shows(Provider provider) throws Exception {
        MontgomeryCurve x25519 = new MontgomeryCurve(MontgomeryCurve.Kind.X25519, provider, new SecureRandom());
        PrivateKey alice = KeyFactory.getInstance("X25519", provider)
                .generatePrivate(new PKCS8EncodedKeySpec(Bytes.ofHex("302e020100300506032b656e04220420"
                                + "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
                        .toArray()));
        Bytes bob = Bytes.ofHex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
        KeyAgreement agreement = KeyAgreement.getInstance("X25519", provider);
        agreement.init(alice);
        agreement.doPhase(x25519.peer(bob), true);
        assertThat(Bytes.wrap(x25519.secret(agreement.generateSecret())))
                .isEqualTo(Bytes.ofHex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"));
    }

    /** RFC 7919 appendix A: the first bits are all ones, then Euler's e; and all are safe primes. */
    @ParameterizedTest
    @EnumSource(FiniteFieldGroup.class)
    void theFiniteFieldsAreThoseOfRfc7919(FiniteFieldGroup field) {
        BigInteger prime = field.parameters().getP();
        String hex = prime.toString(16);
        assertThat(hex).hasSize(2 * field.length()).startsWith("ffffffffffffffffadf85458a2bb4a9aafdc5620273d3cf1");
        assertThat(hex).endsWith("ffffffffffffffff");
        assertThat(prime.isProbablePrime(20)).isTrue();
        assertThat(prime.shiftRight(1).isProbablePrime(20)).isTrue();
    }

    @Test
    void ffdhe2048IsPrintedInRfc7919() {
        assertThat(FiniteFieldGroup.FFDHE2048.parameters().getP().toString(16)).isEqualTo(FFDHE2048);
    }

    private static final String FFDHE2048 =
            "ffffffffffffffffadf85458a2bb4a9aafdc5620273d3cf1d8b9c583ce2d3695a9e13641146433fbcc939dce249b3ef9"
                    + "7d2fe363630c75d8f681b202aec4617ad3df1ed5d5fd65612433f51f5f066ed0856365553ded1af3b557135e7f57c935"
                    + "984f0c70e0e68b77e2a689daf3efe8721df158a136ade73530acca4f483a797abc0ab182b324fb61d108a94bb2c8e3fb"
                    + "b96adab760d7f4681d4f42a3de394df4ae56ede76372bb190b07a7c8ee0a6d709e02fce1cdf7e2ecc03404cd28342f61"
                    + "9172fe9ce98583ff8e4f1232eef28183c3fe3b1b4c6fad733bb5fcbc2ec22005c58ef1837d1683b2c6f34a26c1b2effa"
                    + "886b423861285c97ffffffffffffffff";
}
