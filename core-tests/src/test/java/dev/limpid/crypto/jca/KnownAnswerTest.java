// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.wire.Bytes;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.crypto.KeyAgreement;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** SHA-256 of the primes that RFC 7919's appendix A prints. */
    @ParameterizedTest
    @CsvSource({
        "FFDHE2048,9cd3b7f336872f46c09428d1bbc19877a4d440512cda8d1c1cf0cd6e33698966",
        "FFDHE3072,0eaf67db3a839156d5013494a5318a772b5697d270d721f37f092efc69ea5a17",
        "FFDHE4096,4648414224ac881b3d0dc59b466f96d06a558278776807797ecf1f66ff397b3e",
        "FFDHE6144,227ac9066b3ddd9e193670cda2388fa884f65ba0cf98b742d1fe77a6687c79c7",
        "FFDHE8192,770b14efaf6f049929c523113b3fa99a8d11dab1b18af3609590122075d19833"
    })
    void theFiniteFieldsAreThoseOfRfc7919(FiniteFieldGroup field, String digest) throws Exception {
        String prime = field.parameters().getP().toString(16);
        byte[] bytes = Bytes.ofHex(prime).toArray();
        assertThat(bytes).hasSize(field.length());
        assertThat(Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)))
                .hasToString(digest);
        assertThat(field.parameters().getG()).isEqualTo(2);
    }
}
