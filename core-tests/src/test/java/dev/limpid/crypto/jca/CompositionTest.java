// Copyright The Limpid Authors
// SPDX-License-Identifier: Apache-2.0
package dev.limpid.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.registry.NamedGroup;
import dev.limpid.registry.SignatureScheme;
import dev.limpid.testkit.TestKey;
import dev.limpid.wire.Bytes;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

class CompositionTest {
    private static final String X25519 = "x25519";

    @Test
    void theBestIsTheJdkWhileNothingElseIsRegistered() {
        assertThat(JcaCryptoProvider.best()).hasToString(JcaCryptoProvider.jdk().toString());
    }

    @Test
    void theBestTakesCurvesFromWhoIsRegisteredAndAllElseFromTheJdk() {
        Security.addProvider(new BouncyCastleProvider());
        try {
            JcaCryptoProvider best = JcaCryptoProvider.best();
            assertThat(best.toString())
                    .contains("x25519: x25519 from BC")
                    .contains("X25519MLKEM768: X25519MLKEM768 of MLKEM768 from SunJCE and x25519 from BC")
                    .contains("TLS_AES_128_GCM_SHA256: SunJCE")
                    .contains("TLS_AES_128_CCM_SHA256: BC")
                    .contains("ecdsa_secp256r1_sha256: BC")
                    .contains("rsa_pss_rsae_sha256: SunRsaSign");
            Bytes info = Bytes.wrap(TestKey.P256.generate().getPublic().getEncoded());
            assertThat(best.verifier(SignatureScheme.ECDSA_SECP256R1_SHA256, info))
                    .hasToString("ecdsa_secp256r1_sha256 from BC");
        } finally {
            Security.removeProvider("BC");
        }
    }

    @Test
    void eachPrimitiveHasAProviderOfItsOwn() {
        Provider bc = new BouncyCastleProvider();
        assertThat(JcaCryptoProvider.builder().symmetric(bc).build().toString())
                .contains("TLS_AES_128_GCM_SHA256: BC")
                .contains("x25519 from SunEC");
        assertThat(JcaCryptoProvider.builder().rsa(bc).build().toString())
                .contains("rsa_pss_pss_sha384: BC")
                .contains("ed25519: SunEC");
        assertThat(JcaCryptoProvider.builder().lattices(bc).build().toString())
                .contains("MLKEM768 from BC")
                .contains("mldsa65: BC");
        assertThat(JcaCryptoProvider.builder().finiteFields(bc).build().toString())
                .contains("ffdhe2048 from BC")
                .contains("MLKEM768 from SunJCE");
    }

    @Test
    void keyPairsComeFromTheGivenRandomness() {
        SecureRandom zeros = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                java.util.Arrays.fill(bytes, (byte) 0);
            }
        };
        JcaCryptoProvider crypto = JcaCryptoProvider.builder().random(zeros).build();
        for (NamedGroup group : new NamedGroup[] {NamedGroup.X25519, NamedGroup.MLKEM768}) {
            assertThat(crypto.keyExchange(group).generate().publicShare())
                    .isEqualTo(crypto.keyExchange(group).generate().publicShare());
        }
        byte[] random = {1, 2, 3};
        crypto.random(random);
        assertThat(random).containsOnly(0);
    }

    @Test
    void privateSharesAndSecretsShowNothing() {
        var exchange = JcaCryptoProvider.jdk().keyExchange(NamedGroup.X25519);
        var share = exchange.generate();
        assertThat(share).hasToString("private share of " + X25519);
        assertThat(exchange.encapsulate(share.publicShare())).hasToString("share of 32 bytes, secret of 32 bytes");
    }
}
